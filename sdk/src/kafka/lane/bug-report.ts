import { codeOf } from '../error-code.ts'

/** What may be logged about an error of our own code. */
export interface BugReport {
  readonly name: string
  readonly code: string
  /** Where it happened, without the message. */
  readonly stack: string
}

/** An error without its message: that may quote the record in which it was found. */
export function bugReport(error: unknown): BugReport {
  const code = codeOf(error)
  if (!(error instanceof Error)) return { name: typeof error, code, stack: '' }
  const { name, message, stack = '' } = error
  // The frames come after the message, which may have lines of its own that look like frames.
  const from = stack.indexOf(message) + message.length
  const frames = stack
    .slice(from)
    .split('\n')
    .filter((line) => /^ +at /.test(line))
  return { name, code, stack: frames.join('\n') }
}
