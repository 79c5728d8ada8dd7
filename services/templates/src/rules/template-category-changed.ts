import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { opens, resolves } from './on-template.ts'
import { resolvesOn } from './status-rule.ts'

const dayMs = 86_400_000
const advice =
  'Prices and limits follow the category: check campaigns that use it, or ask for a review in WhatsApp Manager.'

/** Meta gave a template another category. */
export const templateCategoryChanged = rule<Fact>({
  name: 'template-category-changed',
  severity: 'info',
  condition:
    'Opens when the category changed: to MARKETING, which often costs more, as a warning. Resolves when it changes away from MARKETING or the template is deleted, and by itself after a week.',
  thresholds: { 'days until it closes': 7 },
  advice,
  endsAfterMs: 7 * dayMs,
  judge(fact) {
    const { says } = fact
    if (says.about !== 'category-changed') return resolvesOn(fact, [])
    if (says.now === says.previous) return null
    const from = says.previous === null ? '' : ` from ${says.previous}`
    const detail = `Its category went${from} to ${says.now}.`
    if (says.previous === 'MARKETING')
      return resolves(fact, { title: `is no longer MARKETING but ${says.now}`, detail })
    const severity = says.now === 'MARKETING' ? 'warning' : 'info'
    return opens(fact, { title: `is now ${says.now}`, detail: `${detail} ${advice}` }, { severity })
  },
})
