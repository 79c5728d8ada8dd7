import { parseJson } from '@wabastream/schemas/codec'
import { draftsOf } from '@wabastream/schemas/event'
import { textWebhook } from '../rig/text-webhook.ts'

/** A webhook to be sent, and the id under which its event must be found. */
export interface PlannedWebhook {
  readonly body: Buffer
  readonly eventId: string
}

const people = 1000

/** So many webhooks of one message, each with ids of its own. `run` tells the ids of one run from those of another. */
export function plannedWebhooks(count: number, run: string): readonly PlannedWebhook[] {
  return Array.from({ length: count }, (_, index) => {
    const body = textWebhook({ id: `wamid.${run}${String(index).padStart(24, '0')}`, user: index % people })
    return { body, eventId: eventIdOf(body) }
  })
}

/** The same input has the same event id, whoever works it out. */
function eventIdOf(body: Buffer): string {
  const delivery = { id: '', appId: null, receivedAt: Date.now(), body }
  const [draft] = draftsOf(parseJson(body.toString()), delivery)
  if (draft === undefined) throw new Error('A planned webhook holds no event')
  return draft.record.event_id
}
