import { rule, type Severity } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { opens, resolves } from './on-template.ts'
import { resolvesOn } from './status-rule.ts'

const scores = ['GREEN', 'YELLOW', 'RED']
const severities: Readonly<Record<string, Severity>> = { YELLOW: 'warning', RED: 'critical' }
const advice = 'Look at who gets it and why they complain; at RED Meta pauses it, and in the end disables it.'

/** People like a template less and less. */
export const templateQuality = rule<Fact>({
  name: 'template-quality',
  severity: 'warning',
  condition: 'Opens on YELLOW (warning) and RED (critical); resolves on GREEN and UNKNOWN, and when it is deleted.',
  advice,
  judge(fact) {
    const { says } = fact
    if (says.about !== 'quality') return resolvesOn(fact, [])
    const severity = severities[says.score]
    if (severity)
      return opens(fact, { title: `has quality ${says.score}`, detail: `${course(says)} ${advice}` }, { severity })
    if (says.score !== 'GREEN' && says.score !== 'UNKNOWN') return null
    return resolves(fact, { title: `has quality ${says.score}`, detail: course(says) })
  },
})

function course({ score, previous }: { score: string; previous: string | null }): string {
  if (previous === null || previous === score) return `Its quality is ${score}.`
  const known = scores.includes(previous) && scores.includes(score)
  const verb = known ? (scores.indexOf(score) > scores.indexOf(previous) ? 'fell' : 'rose') : 'went'
  return `Its quality ${verb} from ${previous} to ${score}.`
}
