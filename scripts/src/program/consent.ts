import { createInterface } from 'node:readline/promises'
import { UsageError } from './usage-error.ts'

/** What a command that changes something may do after it has shown what it would do. */
export type Consent = 'do' | 'show' | 'ask' | 'refuse'

export interface ConsentFlags {
  readonly yes?: boolean
  readonly dryRun?: boolean
}

/** `--dry-run` only shows, `--yes` does; without either a person is asked, and where nobody can answer it is refused. */
export function consentOf({ yes, dryRun }: ConsentFlags, interactive: boolean): Consent {
  if (dryRun) return 'show'
  if (yes) return 'do'
  return interactive ? 'ask' : 'refuse'
}

/**
 * Whether to go on with a change that was just shown on standard error.
 * @throws UsageError when nobody can be asked and neither `--yes` nor `--dry-run` is given.
 */
export async function agreed(flags: ConsentFlags, question: string): Promise<boolean> {
  const consent = consentOf(flags, process.stdin.isTTY && process.stderr.isTTY)
  if (consent === 'refuse') throw new UsageError(`${question} Say so with --yes, or only look with --dry-run.`)
  if (consent !== 'ask') return consent === 'do'
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim())
  } finally {
    terminal.close()
  }
}
