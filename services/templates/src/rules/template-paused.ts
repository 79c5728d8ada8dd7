import { rule } from '@wabastream/sdk/alerts'
import type { Fact, StatusSaying } from '../fact/fact.ts'
import { pauseStages } from '../sendable/pause-stage.ts'
import { statusMeanings } from '../sendable/status-meaning.ts'
import { resolves } from './on-template.ts'
import { opensWith, resolvesOn, statusOf } from './status-rule.ts'

const endings = ['APPROVED', 'REINSTATED', 'FLAGGED', 'REJECTED', 'DISABLED']

/** A template cannot be sent for a while. */
export const templatePaused = rule<Fact>({
  name: 'template-paused',
  severity: 'warning',
  condition:
    'Opens on PAUSED and LOCKED; resolves when it is approved, unpaused, reinstated, rejected, disabled or deleted.',
  thresholds: { 'first pause, hours': 3, 'second pause, hours': 6 },
  advice: 'Stop campaigns that use it; change its text or whom it goes to. A third pause disables it.',
  judge(fact) {
    const said = statusOf(fact)
    if (said?.status !== 'PAUSED' && said?.status !== 'LOCKED') return resolvesOn(fact, endings)
    if (said.title === 'UNPAUSE') return resolves(fact, { title: 'was unpaused', detail: 'It can be sent again.' })
    return opensWith(fact, said, { title: said.status === 'PAUSED' ? 'was paused' : 'was locked', ...wordsOf(said) })
  },
})

function wordsOf({ status, title }: StatusSaying) {
  const { meaning, whatToDo: advice } = pauseStages[title ?? ''] ??
    statusMeanings[status] ?? { meaning: '', whatToDo: '' }
  return { meaning, advice }
}
