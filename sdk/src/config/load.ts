import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { crossProblems, type Settings } from './cross-checks.ts'
import type { Environment } from './environment.ts'
import { notesOf } from './setting.ts'

/** Every mistake in a configuration at once, a line each, without the values of secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * Reads the settings of `schema` from the environment. `X_FILE` names a file that holds `X` (one trailing newline is
 * dropped). An empty text counts as not given. Settings that do not go together are mistakes too: see `cross-checks.ts`.
 * @throws ConfigError with all mistakes.
 */
export function loadConfig<S extends z.ZodObject>(schema: S, environment: Environment): z.output<S> {
  const problems: string[] = []
  const given: Record<string, string> = {}
  const unread = new Set<string>()
  for (const name of Object.keys(schema.shape)) {
    const { text, problem } = valueOf(name, environment)
    if (problem !== undefined) {
      problems.push(problem)
      unread.add(name)
    } else if (text !== undefined && text !== '') given[name] = text
  }
  const parsed = schema.safeParse(given)
  const issues = parsed.success ? [] : parsed.error.issues
  problems.push(...issues.filter(({ path }) => !unread.has(String(path[0]))).map((issue) => describe(issue, given)))
  problems.push(...crossProblems(readable(schema, given, unread)))
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems)
  return parsed.data
}

/** The settings that are right on their own: what is between them can be told although others are wrong. */
function readable(schema: z.ZodObject, given: Readonly<Record<string, string>>, unread: ReadonlySet<string>): Settings {
  const settings = new Map<string, unknown>()
  for (const [name, type] of Object.entries(schema.shape)) {
    const value = (type as z.ZodType).safeParse(given[name])
    if (value.success && !unread.has(name)) settings.set(name, value.data)
  }
  return settings
}

/** The configuration as `NAME=value` lines, secrets masked: what `--print-config` shows. */
export function printConfig(schema: z.ZodObject, config: Readonly<Record<string, unknown>>): string {
  return Object.entries(schema.shape)
    .map(
      ([name, type]) => `${name}=${notesOf(type as z.ZodType).secret ? masked(config[name]) : shown(config[name])}\n`,
    )
    .join('')
}

function masked(value: unknown): string {
  return value === undefined ? '' : '****'
}

/** A setting's value as text, as it would stand in the environment. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.join(',')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

interface Value {
  readonly text?: string | undefined
  /** Why it could not be read. */
  readonly problem?: string
}

function valueOf(name: string, environment: Environment): Value {
  const path = environment[`${name}_FILE`]
  if (path === undefined || path === '') return { text: environment[name] }
  if (environment[name] !== undefined && environment[name] !== '')
    return { problem: `${name}: given twice, as ${name} and as ${name}_FILE; remove one` }
  try {
    return { text: readFileSync(path, 'utf8').replace(/\r?\n$/, '') }
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException
    return { problem: `${name}_FILE: cannot read the file it names (${code})` }
  }
}

/** A mistake without the value: it may be a secret. */
function describe(issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): string {
  const name = issue.path.map(String).join('.')
  const missing = issue.path.length === 1 && given[name] === undefined
  return `${name}: ${missing ? 'is required' : issue.message}`
}
