import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Environment } from '@wabastream/sdk/config'
import type { ProbeAnswer, ProbeQuestion } from './probe.ts'

export interface ServerProcessOptions {
  /** For errors: 'the ingress'. */
  readonly name: string
  /** The module that the process runs. */
  readonly main: URL
  readonly args?: readonly string[]
  /** Flags of Node itself, as the server has them in production. */
  readonly nodeFlags?: readonly string[] | undefined
  /** All its settings: nothing of this process's environment is passed on. */
  readonly environment: Environment
  /** The only cores it may use, as `taskset` spells them. Default all. */
  readonly cores?: string | undefined
}

/** A server as a process of its own. It ends when this process does, however that comes. */
export interface ServerProcess {
  readonly pid: number
  ask(question: ProbeQuestion): Promise<ProbeAnswer>
  /** SIGTERM; gives the exit code, null if a signal ended it. */
  stop(): Promise<number | null>
  /** SIGKILL. */
  kill(): Promise<void>
  /** False once it has ended, for whatever reason. */
  readonly running: boolean
  /** The last lines that it wrote. */
  readonly said: string
}

const saidChars = 4000
const probe = new URL(`./probe${extname(import.meta.filename)}`, import.meta.url)

/** @throws Error when the process cannot be started at all. */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const { environment, cores } = options
  const node = [
    process.execPath,
    '--conditions=source',
    ...(options.nodeFlags ?? []),
    '--import',
    probe.href,
    fileURLToPath(options.main),
    ...(options.args ?? []),
  ]
  const [command = '', ...args] = cores === undefined ? node : ['taskset', '-c', cores, ...node]
  const child = spawn(command, args, {
    // No .env file of the working directory gets in.
    cwd: tmpdir(),
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-saidChars)))
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  await once(child, 'spawn')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return {
    pid: child.pid ?? 0,
    ask: (question) => ask(child, question, options.name),
    stop: async () => {
      await end('SIGTERM')
      return child.exitCode
    },
    kill: () => end('SIGKILL'),
    get running() {
      return child.exitCode === null && child.signalCode === null
    },
    get said() {
      return said
    },
  }
}

/** One question at a time: answers have no number. */
async function ask(child: ChildProcess, question: ProbeQuestion, name: string): Promise<ProbeAnswer> {
  const ended = new AbortController()
  const onEnd = () => ended.abort()
  child.once('exit', onEnd)
  try {
    const answered = once(child, 'message', { signal: ended.signal })
    child.send(question)
    const [answer] = (await answered) as [ProbeAnswer]
    return answer
  } catch (cause) {
    throw new Error(`${name} has ended`, { cause })
  } finally {
    child.off('exit', onEnd)
  }
}
