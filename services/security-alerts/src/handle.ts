import type { AccountUpdateEvent, SecurityEvent } from '@wabastream/schemas'
import type { Incidents, PublishAlert } from '@wabastream/sdk/alerts'
import type { Consumed, Context } from '@wabastream/sdk/consumer'
import type { Tx } from '@wabastream/sdk/store'
import { keep } from './history/keep.ts'
import { securityRowOf, type SecurityRow } from './history/security-row.ts'
import { lockSubject, twoStepHistory } from './history/two-step-history.ts'
import type { PartnerEvent } from './partner/partner-event.ts'
import { partnerRules, singleRules, twoStepRules } from './rules/index.ts'
import { toJudge, type ToJudge } from './two-step/to-judge.ts'

type Handle = (event: Consumed<SecurityEvent> | Consumed<AccountUpdateEvent>, context: Context) => Promise<void>

/** Keeps an event in the history and judges it, all in one transaction. An event that comes again changes nothing. */
export function createHandler(incidents: Incidents): Handle {
  return async (event, { transaction, publish }) => {
    const row = securityRowOf(event)
    if (row === null) return
    await transaction(async (tx) => {
      const judging = { incidents, tx, publish }
      if (row.partner !== null) return handlePartner(judging, row, row.partner)
      return handleTwoStep(judging, row)
    })
  }
}

interface Judging {
  readonly incidents: Incidents
  readonly tx: Tx
  readonly publish: PublishAlert
}

async function handlePartner(judging: Judging, row: SecurityRow, partner: PartnerEvent): Promise<void> {
  const { incidents, tx, publish } = judging
  await keep(tx, row)
  for (const rule of partnerRules) {
    const verdict = rule.judge(partner)
    if (verdict !== null) await incidents.report(tx, publish, rule, verdict, row.cause)
  }
}

async function handleTwoStep(judging: Judging, row: SecurityRow): Promise<void> {
  await lockSubject(judging.tx, row.subject)
  await keep(judging.tx, row)
  if (row.step === null) return
  const { eventId, occurredAt } = row.cause
  const history = await twoStepHistory(judging.tx, row.subject, occurredAt)
  for (const each of toJudge(eventId, history)) await settle(judging, each)
}

/** Says of one event what it is: a matter of its own, or a part of a takeover, which ends incidents of the single rules. */
async function settle({ incidents, tx, publish }: Judging, input: ToJudge): Promise<void> {
  const { subject, cause } = input.event
  for (const rule of twoStepRules) {
    const verdict = rule.judge(input)
    if (verdict !== null) await incidents.report(tx, publish, rule, verdict, cause)
  }
  if (input.standing.is === 'alone') return
  for (const rule of singleRules) await incidents.supersede(tx, publish, { rule, subject }, cause)
}
