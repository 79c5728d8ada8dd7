import type { Cause } from '@wabastream/sdk/alerts'
import type { Fact } from '../reading/fact.ts'
import { findingsOf } from '../rules/findings.ts'
import type { Addressed } from '../rules/judged.ts'
import type { HandlerWork } from './work.ts'

/** Judges the facts of an event by the rules that need nothing but the event. */
export async function judge(
  { tx, publish, incidents }: HandlerWork,
  facts: readonly Fact[],
  addressed: Addressed,
  cause: Cause,
): Promise<void> {
  for (const { rule, verdict, supersedes } of facts.flatMap((fact) => findingsOf({ fact, ...addressed }))) {
    if (supersedes !== null) {
      const at = supersedes.before ? cause.occurredAt - 1 : cause.occurredAt
      await incidents.supersede(tx, publish, { rule: supersedes.rule, subject: verdict.subject, at }, cause)
    }
    await incidents.report(tx, publish, rule, verdict, cause)
  }
}
