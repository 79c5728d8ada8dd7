import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { dayOf, opens, resolves } from './on-template.ts'
import { resolvesOn } from './status-rule.ts'

const dayMs = 86_400_000
const advice =
  'Prices and limits follow the category: edit the template so that it fits, or ask for a review before that day.'

/** Meta said that a template will have another category. */
export const templateCategoryAnnounced = rule<Fact>({
  name: 'template-category-announced',
  severity: 'warning',
  condition:
    'Opens when a change of the category is announced; resolves when it is done or the template is deleted, and a day after the announced date.',
  thresholds: { 'days after the date': 1 },
  advice,
  judge(fact) {
    const { says, category } = fact
    if (says.about === 'category-changed')
      return resolves(fact, { title: `is now ${says.now}`, detail: 'The announced change is done.' })
    if (says.about !== 'category-announced') return resolvesOn(fact, [])
    if (says.next === category) return null
    const day = says.at === null ? '' : ` on ${dayOf(says.at)}`
    const change = category === null ? `be ${says.next}` : `go from ${category} to ${says.next}`
    const words = { title: `will be ${says.next}`, detail: `Its category will ${change}${day}. ${advice}` }
    return opens(fact, words, says.at === null ? {} : { expiresAt: says.at + dayMs })
  },
})
