import { causeOf, type Incidents, type PublishAlert } from '@wabastream/sdk/alerts'
import type { Tx } from '@wabastream/sdk/store'
import { factsOf, type Incoming } from '../intake/event.ts'
import type { ErrorRow } from '../intake/rows.ts'
import { errorNeedsPerson } from '../rules/error-needs-person.ts'
import { failureRate } from '../rules/failure-rate.ts'
import type { Counted } from '../write/write-deliveries.ts'
import { errorsToReport } from './watch-errors.ts'
import { failuresToReport, type NumberCause } from './watch-failures.ts'

/** What was kept of a batch, as far as a rule looks at it. */
export interface Kept {
  readonly events: readonly Incoming[]
  readonly errors: readonly ErrorRow[]
  readonly counted: readonly Counted[]
}

/** Reports what the rules say about a batch, in the transaction that keeps it. */
export function createWatch(incidents: Incidents) {
  return async (tx: Tx, publish: PublishAlert, { events, errors, counted }: Kept): Promise<void> => {
    await reportErrors(incidents, { tx, publish }, events, errors)
    const numbers = new Map(events.map((event) => [factsOf(event).phoneNumberId, numberCause(event)]))
    for (const { verdict, cause } of await failuresToReport(tx, counted, numbers))
      await incidents.report(tx, publish, failureRate, verdict, cause)
  }
}

interface Where {
  readonly tx: Tx
  readonly publish: PublishAlert
}

async function reportErrors(
  incidents: Incidents,
  { tx, publish }: Where,
  events: readonly Incoming[],
  errors: readonly ErrorRow[],
): Promise<void> {
  if (errors.length === 0) return
  const byId = new Map(events.map((event) => [event.event_id, event]))
  const causes = new Map(events.map((event) => [event.event_id, causeOf(event)]))
  for (const { row, cause } of errorsToReport(errors, causes)) {
    const event = byId.get(row.event_id)
    if (!event) continue
    const { phoneNumberId, displayNumber, wabaId } = factsOf(event)
    const verdict = errorNeedsPerson.judge({ code: row.code, phoneNumberId, displayNumber, wabaId })
    if (verdict) await incidents.report(tx, publish, errorNeedsPerson, verdict, cause)
  }
}

function numberCause(event: Incoming): NumberCause {
  return { cause: causeOf(event), displayNumber: factsOf(event).displayNumber }
}
