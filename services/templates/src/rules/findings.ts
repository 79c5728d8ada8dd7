import type { Rule, Verdict } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { rules } from './index.ts'
import { takeovers } from './takeovers.ts'

/** What one rule makes of an event, and whether it ends only because another rule says more. */
export interface Finding {
  readonly rule: Rule<Fact>
  readonly verdict: Verdict
  readonly superseded: boolean
}

/** What all rules make of an event. */
export function findingsOf(fact: Fact): readonly Finding[] {
  const found = rules.flatMap((rule) => {
    const verdict = rule.judge(fact)
    return verdict ? [{ rule, verdict }] : []
  })
  const opened = found.filter(({ verdict }) => verdict.state === 'open')
  const weaker = new Set(opened.flatMap(({ rule }) => takeovers[rule.name] ?? []))
  return found.map(({ rule, verdict }) => ({
    rule,
    verdict,
    superseded: verdict.state === 'resolved' && weaker.has(rule.name),
  }))
}
