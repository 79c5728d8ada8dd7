import { ConfigError } from '@wabastream/sdk/config'
import { CommanderError } from 'commander'
import { exitCode } from './exit-code.ts'
import { UsageError } from './usage-error.ts'

/** How a command that threw ends: its exit code, and the text for standard error ('' when all was said already). */
export interface Failure {
  readonly code: number
  readonly text: string
}

/**
 * Turns what a command threw into an exit code and one message. The stack is shown only with `LOG_LEVEL=debug`.
 * Commander prints its own messages; only their code is ours: help and version are no failure, all else is usage.
 */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof CommanderError) return { code: error.exitCode === 0 ? exitCode.done : exitCode.usage, text: '' }
  const isUsage = error instanceof UsageError || error instanceof ConfigError
  const text = debug ? stacksOf(error) : messageOf(error)
  return { code: isUsage ? exitCode.usage : exitCode.failed, text: `waba: ${text}\n` }
}

/** The message of an error; of an error without one, its code or that of its cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message !== '') return error.message
  const { code } = error as NodeJS.ErrnoException
  return code ?? (error.cause === undefined ? error.name : messageOf(error.cause))
}

/** The stack of an error and of each of its causes. */
function stacksOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? error.message
  return error.cause === undefined ? own : `${own}\ncaused by ${stacksOf(error.cause)}`
}
