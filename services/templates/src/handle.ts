import { templateState } from '@wabastream/schemas'
import { causeOf, type Incidents } from '@wabastream/sdk/alerts'
import { permanent, type Consumed, type Context } from '@wabastream/sdk/consumer'
import { storable, type Tx } from '@wabastream/sdk/store'
import type { Fact } from './fact/fact.ts'
import { readFact } from './fact/read-fact.ts'
import type { TemplateEvent } from './fact/template-event.ts'
import { keepEvent } from './keep-event.ts'
import { findingsOf } from './rules/findings.ts'
import { subjectOf } from './rules/on-template.ts'

/** The handler of all five topics: history, state and alerts of one event in one transaction. */
export function createHandler(incidents: Incidents) {
  return async (event: Consumed<TemplateEvent>, context: Context): Promise<void> => {
    const clean = { ...event, ...storable({ value: event.value, unmapped: event.unmapped, waba_id: event.waba_id }) }
    const fact = readFact(clean)
    if (!fact) throw permanent(new Error('the event names no template: message_template_id is missing or no number'))
    const again = event.replay?.effects === 'again'
    await context.transaction(async (tx) => {
      const { added, changed } = await keepEvent(tx, { event: clean, fact, again })
      if (changed) await context.publish(templateState, { key: subjectOf(fact), record: changed })
      if (added || again) await report({ tx, context, incidents }, fact, clean)
    })
  }
}

interface Reporting {
  readonly tx: Tx
  readonly context: Context
  readonly incidents: Incidents
}

async function report(
  { tx, context, incidents }: Reporting,
  fact: Fact,
  event: Consumed<TemplateEvent>,
): Promise<void> {
  const cause = causeOf(event)
  for (const { rule, verdict, superseded } of findingsOf(fact)) {
    if (superseded) await incidents.supersede(tx, context.publish, { rule, subject: verdict.subject }, cause)
    else await incidents.report(tx, context.publish, rule, verdict, cause)
  }
}
