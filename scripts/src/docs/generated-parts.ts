import { ingress } from '@wabastream/ingress'
import { envExample } from '@wabastream/sdk/config'
import { catalogueTable, otherTopicsTable } from './catalogue-table.ts'

/** A file of the repository and what it should hold, given what it holds. */
export interface GeneratedPart {
  /** From the root of the repository. */
  readonly path: string
  render(current: string): string
}

/** Every text that is made from the code: a test compares them with what is committed. */
export const generatedParts: readonly GeneratedPart[] = [
  { path: '.env.example', render: () => envExample([ingress.config]) },
  {
    path: 'README.md',
    render: (current) =>
      replaceBetween(replaceBetween(current, 'catalogue', catalogueTable()), 'other topics', otherTopicsTable()),
  },
]

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
export function replaceBetween(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`The text has no place for ${name}: ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`
}
