import type { Facts, MetaError } from './event.ts'
import type { Gathered } from './gathered.ts'

/** Counts errors of sending, without their texts: these may hold numbers of people. */
export function takeErrors(gathered: Gathered, facts: Facts, errors: readonly MetaError[] | null | undefined): void {
  for (const { code } of errors ?? []) {
    if (code === null) continue
    const { eventId: event_id, phoneNumberId: phone_number_id, occurredAt: occurred_at } = facts
    gathered.errors.add({ event_id, code, phone_number_id, occurred_at })
  }
}
