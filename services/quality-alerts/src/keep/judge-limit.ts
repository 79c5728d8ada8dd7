import { isDeepStrictEqual } from 'node:util'
import type { Cause } from '@wabastream/sdk/alerts'
import { aspectsOf } from '../aspect/aspects-of.ts'
import { limitSeries, type LimitState } from '../limit/limit-series.ts'
import type { LimitFact } from '../reading/fact.ts'
import type { About } from '../reading/reading.ts'
import { limitRules } from '../rules/index.ts'
import { putAspect } from '../tables/aspects-table.ts'
import {
  addLimit,
  limitBefore,
  limitsFrom,
  putJudgement,
  type LimitRef,
  type LimitRow,
} from '../tables/limits-table.ts'
import type { HandlerWork } from './work.ts'

/** What an event says about a limit. */
export interface LimitSaid {
  readonly fact: LimitFact
  readonly about: About
  /** The account, also when only the number's account is known. */
  readonly wabaId: string | null
  readonly cause: Cause
}

/**
 * Puts a limit in its place among the events of its number or account, and judges it, and those after it that mean
 * something else now: each is compared with the one before it.
 */
export async function judgeLimit(work: HandlerWork, { fact, about, wabaId, cause }: LimitSaid): Promise<void> {
  const ref = refOf(fact, about)
  const event = {
    eventId: cause.eventId,
    occurredAt: cause.occurredAt,
    value: fact.value,
    toldBefore: fact.before,
    told: fact.told,
  }
  await addLimit(work.tx, ref, { event, about, cause })
  const rows = await limitsFrom(work.tx, ref, event)
  const series = limitSeries(
    await limitBefore(work.tx, ref, event),
    rows.map((row) => row.event),
  )
  for (const [index, step] of series.entries()) {
    const row = rows[index]
    if (row === undefined || isDeepStrictEqual(row.state, step.state)) continue
    await putJudgement(work.tx, ref, step)
    await putLimit(work, ref, row, step.state)
    await report(work, { measure: ref.measure, wabaId: row.about.wabaId ?? wabaId }, row, step.state)
  }
}

/** An account that Meta did not name is its number's, or nobody's: its limits stand apart. */
function refOf({ measure }: LimitFact, { wabaId, phoneNumber }: About): LimitRef {
  const ids = measure === 'messaging_limit' ? [phoneNumber, wabaId] : [wabaId, phoneNumber]
  return { measure, ownerId: ids.find((id) => id !== null) ?? 'unknown' }
}

async function putLimit(
  { tx }: HandlerWork,
  ref: LimitRef,
  { event, about }: LimitRow,
  state: LimitState,
): Promise<void> {
  const fact = {
    about: 'limit',
    measure: ref.measure,
    value: event.value,
    before: state.before,
    told: event.told,
  } as const
  for (const aspect of aspectsOf(fact, about, event.occurredAt)) await putAspect(tx, aspect, event.eventId)
}

async function report(
  { tx, publish, incidents }: HandlerWork,
  where: { readonly measure: LimitRef['measure']; readonly wabaId: string | null },
  row: LimitRow,
  state: LimitState,
): Promise<void> {
  const cause = judgedCause(row)
  const input = { ...where, about: row.about, state }
  for (const rule of limitRules) {
    const verdict = rule.judge(input)
    if (verdict !== null) await incidents.report(tx, publish, rule, verdict, cause)
  }
}

/**
 * What an event is the cause of. Judged again it counts as another event of the same time, which comes after: what it
 * says then is the last word.
 */
function judgedCause({ cause, judgements }: LimitRow): Cause {
  if (judgements === 0) return cause
  const suffix = ` ${String(judgements).padStart(9, '0')}`
  return { ...cause, eventId: `${cause.eventId}${suffix}`, contentId: `${cause.contentId}${suffix}` }
}
