import { rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { opens, resolves } from './on-template.ts'
import { resolvesOn } from './status-rule.ts'

const advice = 'Edit the template so that it fits its category, or expect Meta to change the category.'

/** Meta found that a template seems to be in the wrong category. */
export const templateCategoryMismatch = rule<Fact>({
  name: 'template-category-mismatch',
  severity: 'info',
  condition: 'Opens when Meta detects another category; resolves when the category changed or the template is deleted.',
  advice,
  judge(fact) {
    const { says, category } = fact
    if (says.about === 'category-changed')
      return resolves(fact, { title: `is now ${says.now}`, detail: 'Its category was changed.' })
    if (says.about !== 'category-detected') return resolvesOn(fact, [])
    if (says.detected === category)
      return resolves(fact, { title: `is rightly ${says.detected}`, detail: 'Meta detects the category that it has.' })
    const now = category === null ? '' : ` It is ${category} now.`
    return opens(fact, {
      title: `seems to be ${says.detected}`,
      detail: `Meta takes it for ${says.detected}.${now} ${advice}`,
    })
  },
})
