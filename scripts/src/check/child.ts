import { spawn, type ChildProcess } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import type { Ending } from './tally.ts'

/** One tool of the test command: a JavaScript file that runs on the same Node as this process. */
export interface Step {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
}

export interface ChildOptions {
  readonly root: string
  /** Stops the child when it aborts. */
  readonly signal: AbortSignal
  /** How long a child that was asked to stop may take before it is killed. */
  readonly graceMs: number
  /** Where the child's output goes: to the caller of runChild, straight to our own output, or nowhere. */
  readonly output: 'collect' | 'inherit' | 'ignore'
  /** Takes the messages of a child that sends any. */
  readonly onMessage?: (message: unknown) => void
}

export interface ChildResult {
  readonly ending: Ending
  /** What the child wrote, if it was collected; without colours, which some tools use wherever CI is set. */
  readonly output: string
}

const isWindows = process.platform === 'win32'

/**
 * Runs a step to its end. The child leads a process group of its own, so that the processes which it started
 * go with it; nothing of the group is alive when this resolves. Never rejects.
 */
export async function runChild(step: Step, options: ChildOptions): Promise<ChildResult> {
  const output = options.output === 'collect' ? 'pipe' : options.output
  const child = spawn(process.execPath, [step.file, ...step.args], {
    cwd: options.root,
    detached: !isWindows,
    // No stdin: a test runner that finds a terminal there would take Ctrl-C for itself.
    stdio: ['ignore', output, output, ...(options.onMessage ? (['ipc'] as const) : [])],
  })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  if (options.onMessage) child.on('message', options.onMessage)

  let killTimer: NodeJS.Timeout | undefined
  const stop = () => {
    ask(child)
    killTimer = setTimeout(() => signalGroup(child, 'SIGKILL'), options.graceMs)
  }
  if (options.signal.aborted) stop()
  else options.signal.addEventListener('abort', stop, { once: true })
  const ending = await endingOf(child)
  clearTimeout(killTimer)
  options.signal.removeEventListener('abort', stop)
  return { ending, output: stripVTControlCharacters(Buffer.concat(chunks).toString()).trimEnd() }
}

/** A child with a channel ends by itself when it is told to (it has things to close); the others get a signal. */
function ask(child: ChildProcess): void {
  if (child.connected) child.send('stop', () => {})
  else signalGroup(child, 'SIGTERM')
}

function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, error: error.message }))
    child.once('exit', (code, signal) => {
      signalGroup(child, 'SIGKILL')
      // A process that left the group may hold the pipes open: what it writes later is not the step's.
      const pipes = setTimeout(() => {
        child.stdout?.destroy()
        child.stderr?.destroy()
      }, 1000)
      child.once('close', () => {
        clearTimeout(pipes)
        resolve({ code, signal })
      })
    })
  })
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (isWindows) child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // Nobody of the group is left.
  }
}
