import type { Cause, Verdict } from '@wabastream/sdk/alerts'
import type { Queryable } from '@wabastream/sdk/store'
import { failureRate, mayFail } from '../rules/failure-rate.ts'
import type { Counted } from '../write/write-deliveries.ts'
import { baselineOf, type Hour, hoursAround, rememberVerdict } from './failure-hours.ts'

/** A verdict on an hour that differs from the last one, and what it is to be reported with. */
export interface FailureSeen {
  readonly verdict: Verdict
  readonly cause: Cause
}

const hourMs = 3_600_000

/**
 * Judges the hours that a batch changed, over all that is known of them by now. `causes` has an event of the batch for
 * each number. A verdict is told only when it differs from the last one of its hour, under an id that grows with what is
 * known: whatever the order in which events come, the last word on each hour is the same.
 */
export async function failuresToReport(
  db: Queryable,
  counted: readonly Counted[],
  causes: ReadonlyMap<string, NumberCause>,
): Promise<readonly FailureSeen[]> {
  const seen: FailureSeen[] = []
  const openAt = new Map<string, number>()
  const hours = await hoursAround(db, counted)
  for (const [index, hour] of hours.entries()) {
    const cause = causes.get(hour.phone_number_id)
    const lastOpen = openAt.get(hour.phone_number_id) ?? -Infinity
    const isNear = hour.hour - lastOpen <= 3 * hourMs
    if (hour.state === 'open') openAt.set(hour.phone_number_id, hour.hour)
    if (!cause || !(mayFail(hour) || hour.state || isNear)) continue
    const said = await judge(db, hour, cause)
    if (said === null || said.verdict.state === hour.state) continue
    if (said.verdict.state === 'resolved' && !(isOver(hour, hours[index + 1]) && (hour.state || isNear))) continue
    if (said.verdict.state === 'open') openAt.set(hour.phone_number_id, hour.hour)
    await rememberVerdict(db, hour, said.weight, said.verdict.state)
    seen.push(said)
  }
  return seen
}

/** Few messages say little: an hour is called good only when the number has gone on to a later one. */
function isOver({ phone_number_id: number }: Hour, next: Hour | undefined): boolean {
  return next?.phone_number_id === number
}

/** An event of a number, and what the number is called. */
export interface NumberCause {
  readonly cause: Cause
  readonly displayNumber: string
}

async function judge(
  db: Queryable,
  hour: Hour,
  { cause, displayNumber }: NumberCause,
): Promise<(FailureSeen & { readonly weight: number }) | null> {
  const baseline = await baselineOf(db, hour)
  const number = { phoneNumberId: hour.phone_number_id, displayNumber, wabaId: cause.wabaId ?? '' }
  const verdict = failureRate.judge({ ...number, hour, baseline })
  if (verdict === null) return null
  const weight = hour.weight + baseline.weight
  const time = new Date(hour.hour).toISOString()
  const eventId = `hour_${hour.phone_number_id}_${time}_${String(weight).padStart(15, '0')}`
  return { verdict, weight, cause: { ...cause, eventId, contentId: eventId, occurredAt: hour.hour } }
}
