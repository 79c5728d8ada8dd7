import { once } from 'node:events'

/** Writes data to standard output and waits while its reader is slower than we are. */
export async function print(data: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(data)) await once(process.stdout, 'drain')
}

/** Writes for people, not for programs: progress, notes, what is about to happen. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** What is done when the output cannot be written any more. */
type Reaction = (error: NodeJS.ErrnoException) => void

let react: Reaction = endAtOnce

/**
 * Ends the process when nobody reads its output any more: a reader that goes away (`| head`) is no failure. Without this
 * a closed pipe or terminal would be an uncaught error.
 */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => react(error))
}

/** Does something else from now on, for a command that has more to do than to exit. */
export function whenReaderIsGone(reaction: Reaction): void {
  react = reaction
}

function endAtOnce({ code, message }: NodeJS.ErrnoException): void {
  if (code !== 'EPIPE') process.stderr.write(`waba: cannot write the output (${code ?? message})\n`)
  process.exit(code === 'EPIPE' ? 0 : 1)
}
