import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '../codec/index.ts'

/** A webhook body with a name that leads to it when it fails a test. */
export interface NamedBody {
  readonly name: string
  readonly body: unknown
}

/** The sample bodies of all fields. */
export function readSamples(): readonly NamedBody[] {
  const root = join(import.meta.dirname, '../../samples')
  return globSync('*/*.json', { cwd: root })
    .toSorted()
    .map((name) => ({ name, body: parseJson(readFileSync(join(root, name), 'utf8')) }))
}
