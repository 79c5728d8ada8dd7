import type { Rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { templateFact } from './template-event.ts'

/** Every documented status, and one that Meta may invent. */
const everyStatus = [
  'APPROVED',
  'ARCHIVED',
  'UNARCHIVED',
  'DELETED',
  'DISABLED',
  'FLAGGED',
  'IN_APPEAL',
  'LIMIT_EXCEEDED',
  'LOCKED',
  'PAUSED',
  'PENDING',
  'PENDING_DELETION',
  'REINSTATED',
  'REJECTED',
  'SOMETHING_NEW',
]

/** Which statuses open and which resolve a rule; it says nothing to all others. */
export function judgedStatuses(rule: Rule<Fact>): { open: string[]; resolved: string[] } {
  const judged = { open: [] as string[], resolved: [] as string[] }
  for (const event of everyStatus) {
    const verdict = rule.judge(templateFact('status', { event }))
    if (verdict) judged[verdict.state].push(event)
  }
  return judged
}
