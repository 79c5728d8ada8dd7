import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** For tests: how a run of `waba` ended. */
export interface WabaRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** For tests: a run that goes on. */
export interface RunningWaba {
  /** What it has written so far. */
  readonly written: { readonly stdout: string; readonly stderr: string }
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<WabaRun>
}

/** For tests: `waba` in a process of its own, with just these settings, in this folder. Not a terminal. */
export function startWaba(
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string },
): RunningWaba {
  const waba = join(import.meta.dirname, '../waba.ts')
  const child = spawn(process.execPath, ['--conditions=source', waba, ...args], {
    cwd: options.cwd,
    env: { ...options.env },
  })
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (written.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (written.stderr += text))
  child.stdin.end(options.input ?? '')
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...written }))
  return { written, kill: (signal) => void child.kill(signal), ended }
}
