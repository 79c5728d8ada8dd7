import { randomBytes, randomInt } from 'node:crypto'

/** Who plays in one run of a story: ids of its own, so that a second run is a new story. */
export interface Cast {
  readonly wabaId: string
  readonly phoneNumberId: string
  /** Business phone number as Meta displays it, digits only. From a range that is kept for fiction. */
  readonly phoneNumber: string
  readonly templateId: number
  readonly templateName: string
  /** The user's phone number and business-scoped id. */
  readonly user: string
  readonly userId: string
  /** WhatsApp message ids, by the name that a story gives them. */
  wamid(name: string): string
}

/** Invents a cast. */
export function createCast(): Cast {
  const wamids = new Map<string, string>()
  return {
    wabaId: '102290129340398',
    phoneNumberId: `1065${digits(11)}`,
    phoneNumber: `1555${digits(3)}01${digits(2)}`,
    templateId: Number(`12${digits(14)}`),
    templateName: 'order_ready',
    user: `1650555${digits(4)}`,
    userId: `US.${digits(15)}`,
    wamid(name) {
      const known = wamids.get(name) ?? `wamid.${randomBytes(39).toString('base64')}`
      wamids.set(name, known)
      return known
    },
  }
}

/** The first one is no 0. */
function digits(count: number): string {
  return Array.from({ length: count }, (_, at) => randomInt(at === 0 ? 1 : 0, 10)).join('')
}
