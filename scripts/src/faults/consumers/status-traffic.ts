import { jsonText } from '@wabastream/schemas/codec'
import { messagesWebhook } from '../../scenarios/bodies.ts'
import { createCast, type Cast } from '../../scenarios/cast.ts'

/** Statuses of sent messages as Meta may deliver them: in the wrong order, some twice, some together with others. */
export interface StatusTraffic {
  readonly bodies: readonly Buffer[]
  /** By message id: what must be known of it in the end. */
  readonly expected: ReadonlyMap<string, ExpectedMessage>
}

export interface ExpectedMessage {
  readonly state: string
  /** Every status that Meta sent, in order of time. */
  readonly statuses: readonly string[]
}

const courses: readonly (readonly string[])[] = [
  ['sent', 'delivered', 'read'],
  ['sent', 'delivered'],
  ['sent', 'read'],
  ['sent', 'failed'],
]
/** Webhooks that may overtake each other. */
const window = 100
/** One in so many comes twice. */
const repeatedOneIn = 20
const people = 200

/** Plans the statuses of so many messages. The same `random` gives the same traffic, but for the ids. */
export function planTraffic(messages: number, random: () => number = Math.random, nowMs = Date.now()): StatusTraffic {
  const casts = Array.from({ length: Math.min(people, messages) }, createCast)
  const expected = new Map<string, ExpectedMessage>()
  const changes: { readonly cast: Cast; readonly status: object }[] = []
  for (let index = 0; index < messages; index++) {
    const cast = casts[index % casts.length]!
    const course = courses[index % courses.length]!
    const id = cast.wamid(`message ${index}`)
    expected.set(id, { state: course.at(-1)!, statuses: course })
    for (const [step, status] of course.entries())
      changes.push({ cast, status: statusOf(cast, { id, status, atMs: nowMs - 600_000 + index * 10 + step * 2000 }) })
  }
  const repeated = changes.flatMap((change, at) => (at % repeatedOneIn === 0 ? [change, change] : [change]))
  return { bodies: batched(shuffledWithin(repeated, window, random), random), expected }
}

function statusOf(cast: Cast, { id, status, atMs }: { id: string; status: string; atMs: number }): object {
  const errors = status === 'failed' ? { errors: [{ code: 131_026, title: 'Message undeliverable' }] } : {}
  const timestamp = String(Math.floor(atMs / 1000))
  return { id, status, timestamp, recipient_id: cast.user, recipient_user_id: cast.userId, ...errors }
}

/** Most webhooks carry one status; some carry two of the same number. */
function batched(
  changes: readonly { readonly cast: Cast; readonly status: object }[],
  random: () => number,
): readonly Buffer[] {
  const bodies: Buffer[] = []
  for (let at = 0; at < changes.length; at++) {
    const { cast, status } = changes[at]!
    const next = changes[at + 1]
    const together = next?.cast === cast && random() < 0.5
    const statuses = together ? [status, next.status] : [status]
    if (together) at += 1
    bodies.push(Buffer.from(jsonText(messagesWebhook(cast, { statuses }))))
  }
  return bodies
}

/** Moves each element by less than `width` places. */
function shuffledWithin<T>(list: readonly T[], width: number, random: () => number): readonly T[] {
  return list
    .map((element, at) => ({ element, place: at + random() * width }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ element }) => element)
}
