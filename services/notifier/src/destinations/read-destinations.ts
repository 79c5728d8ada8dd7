import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError, type Environment } from '@wabastream/sdk/config'
import { keyOf } from '../send/signature.ts'
import type { Destination } from './destination.ts'
import { fileSchema, type FileDestination } from './file-schema.ts'
import { resolveReference, type Resolved, type Sources } from './references.ts'
import { urlProblem } from './target-url.ts'
import { issueLines, problemLine, readYaml, type Path } from '@wabastream/sdk/yaml'

/**
 * Reads the file of destinations and what it refers to.
 * @throws ConfigError with all mistakes, each with file, line and column.
 */
export function readDestinations(path: string, environment: Environment): readonly Destination[] {
  return parseDestinations(textOf(path), path, { environment, folder: dirname(path) })
}

/** The same for a text; `path` is only how mistakes name it. */
export function parseDestinations(text: string, path: string, sources: Sources): readonly Destination[] {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0)
    throw new ConfigError(yaml.problems.map(({ at, message }) => problemLine(path, at, [], message)))
  const parsed = fileSchema.safeParse(yaml.value)
  if (!parsed.success) throw new ConfigError(issueLines(path, yaml, parsed.error.issues))
  const problems: string[] = []
  const names = new Set<string>()
  const destinations = parsed.data.destinations.map((written, index) => {
    const report: Report = (key, message) => {
      const at = ['destinations', index, key]
      problems.push(problemLine(path, yaml.valueAt(at), at, message))
    }
    if (names.has(written.name)) report('name', 'is taken by a destination before')
    names.add(written.name)
    return destinationOf(written, sources, report)
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return destinations
}

type Report = (key: Path[number], message: string) => void

function destinationOf(written: FileDestination, sources: Sources, report: Report): Destination {
  const resolve = (key: string, resolved: Resolved): string => {
    if ('text' in resolved) return resolved.text
    report(key, resolved.problem)
    return ''
  }
  const url = typeof written.url === 'string' ? written.url : resolve('url', resolveReference(written.url, sources))
  const wrong = url === '' ? null : urlProblem(url, written.allow_private)
  if (wrong !== null) report('url', wrong)
  const { name, filter, allow_private: allowPrivate } = written
  const common = {
    name,
    url,
    allowPrivate,
    filter: { severities: filter.severities, wabaIds: filter.waba_ids, rules: filter.rules, states: filter.states },
    quiet: written.quiet.map(({ time_zone: timeZone, ...period }) => ({ ...period, timeZone })),
  }
  if (written.kind === 'slack') return { ...common, kind: 'slack' }
  const secrets = resolve('secret', resolveReference(written.secret, sources))
  return { ...common, kind: 'https', keys: secrets === '' ? [] : keysOf(secrets, report) }
}

/** One secret, or several with spaces or commas between them while they are changed. */
function keysOf(secrets: string, report: Report): readonly Buffer[] {
  const keys = secrets
    .trim()
    .split(/[\s,]+/)
    .map(keyOf)
  const good = keys.filter((key) => key !== null)
  if (good.length < keys.length) report('secret', 'must be whsec_ and 24 to 64 bytes in base64')
  return good
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException
    throw new ConfigError([`NOTIFIER_DESTINATIONS: cannot read ${path} (${code})`])
  }
}
