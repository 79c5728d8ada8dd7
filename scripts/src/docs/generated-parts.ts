import { metaSimulator } from '@wabastream/meta-simulator'
import { envExample } from '@wabastream/sdk/config'
import { subscriptionController } from '@wabastream/subscription-controller'
import type { z } from 'zod'
import { services } from '../up/services.ts'
import { catalogueTable, otherTopicsTable } from './catalogue-table.ts'
import { rulePages } from './rule-pages.ts'

/** A file of the repository and what it should hold, given what it holds. */
export interface GeneratedPart {
  /** From the root of the repository. */
  readonly path: string
  render(current: string): string
}

const configs = [...Object.values(services), subscriptionController, metaSimulator].map(
  ({ config }): z.ZodObject => config,
)

/** Every text that is made from the code: a test compares them with what is committed. */
export const generatedParts: readonly GeneratedPart[] = [
  { path: '.env.example', render: () => envExample(configs) },
  {
    path: 'README.md',
    render: (current) => replaceBetween(current, 'catalogue', catalogueTable()),
  },
  {
    path: 'schemas/README.md',
    render: (current) => replaceBetween(current, 'other topics', otherTopicsTable()),
  },
  ...rulePages,
]

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`The text has no place for ${name}: ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}
