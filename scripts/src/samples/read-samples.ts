import { readdirSync, readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { nearest } from '../filter/nearest.ts'
import { UsageError } from '../program/usage-error.ts'

/** One webhook body that lies with the schemas. */
export interface Sample {
  /** `messages/text` */
  readonly name: string
  readonly path: string
}

/** All samples, by name. They come with the package of the schemas. */
export function listSamples(): readonly Sample[] {
  const folder = samplesFolder()
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ name: file.slice(0, -'.json'.length).replaceAll('\\', '/'), path: join(folder, file) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * The sample of this name, `FIELD/NAME`.
 * @throws UsageError that says what was perhaps meant.
 */
export function findSample(name: string, samples: readonly Sample[]): Sample {
  const sample = samples.find((known) => known.name === name)
  if (sample) return sample
  const near = nearest(name, samples.map((known) => known.name))
  const inField = samplesOf(name.split('/')[0] ?? '', samples).map((known) => known.name)
  const hint = near ? `; did you mean ${near}?` : inField.length > 0 ? `; there are ${inField.join(', ')}` : ''
  throw new UsageError(`There is no sample ${name}${hint}`)
}

/**
 * The samples of one webhook field.
 * @throws UsageError when there are none.
 */
export function samplesOfField(field: string, samples: readonly Sample[]): readonly Sample[] {
  const found = samplesOf(field, samples)
  if (found.length > 0) return found
  const known = new Set(samples.map(({ name }) => name.split('/')[0] ?? ''))
  const near = nearest(field.replaceAll('-', '_'), known)
  throw new UsageError(
    `There are no samples of a field ${field}${near ? `; did you mean ${near}?` : `; there are of ${[...known].join(', ')}`}`,
  )
}

export function readSample({ path }: Sample): Buffer {
  return readFileSync(path)
}

function samplesOf(field: string, samples: readonly Sample[]): readonly Sample[] {
  const spelled = field.replaceAll('-', '_')
  return samples.filter(({ name }) => name.startsWith(`${spelled}/`))
}

function samplesFolder(): string {
  const manifest = findPackageJSON('@wabastream/schemas', import.meta.url)
  if (manifest === undefined) throw new Error('The package @wabastream/schemas is not installed')
  return join(dirname(manifest), 'samples')
}
