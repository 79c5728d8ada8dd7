import { once } from 'node:events'

/** Writes data to standard output and waits while its reader is slower than we are. */
export async function print(data: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(data)) await once(process.stdout, 'drain')
}

/** Writes for people, not for programs: progress, notes, what is about to happen. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** A reader that goes away (`| head`) is no failure: the command ends. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.stderr.write(`waba: cannot write the output (${error.code ?? error.message})\n`)
    process.exit(error.code === 'EPIPE' ? 0 : 1)
  })
}
