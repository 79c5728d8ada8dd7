import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '@wabastream/sdk/testing/vitest'
import type { Place } from './prepare-topics.ts'
import { exchange, type RawAnswer } from './raw-http.ts'
import { appSecrets, signedRequest, verifyToken, type RequestParts } from './signed-request.ts'
import { portIn } from './start-ingress.ts'

/** How a process ended, and all that it wrote. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** An ingress in a process of its own: `main.ts`. */
export interface SpawnedIngress {
  readonly port: number
  send(parts?: RequestParts): Promise<RawAnswer | null>
  /** GET on the port for operators. */
  ops(path: string): Promise<{ readonly status: number; readonly text: string }>
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

type Settings = Readonly<Record<string, string>>

/** Settings with which an ingress starts. */
export function goodSettings({ brokers, registryUrl, topicPrefix }: Place): Settings {
  return {
    META_APP_SECRETS: appSecrets,
    META_VERIFY_TOKENS: verifyToken,
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    INGRESS_HOST: '127.0.0.1',
    INGRESS_PORT: '0',
    OPS_PORT: '0',
  }
}

const running = new Set<ChildProcess>()

/** Ends what a failed test left running. */
export async function killSpawned(): Promise<void> {
  const ends = Array.from(running, (child) => once(child, 'close'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ends)
}

/** Runs `main.ts` in an empty folder, with these settings and nothing else of the environment. */
export async function runMain(settings: Settings, args: readonly string[] = []) {
  const cwd = await mkdtemp(join(tmpdir(), 'ingress-'))
  const main = join(import.meta.dirname, '../main.ts')
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { cwd, env: settings })
  running.add(child)
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => void (written.stdout += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void (written.stderr += chunk))
  const ended = once(child, 'close').then(async ([code]): Promise<Ended> => {
    running.delete(child)
    await rm(cwd, { recursive: true })
    return { code: code as number | null, ...written }
  })
  return { kill: (signal: NodeJS.Signals) => void child.kill(signal), written, ended }
}

/** Starts an ingress and waits until it listens; it need not be ready. */
export async function spawnIngress(settings: Settings): Promise<SpawnedIngress> {
  const { kill, written, ended } = await runMain(settings)
  const opsPort = await eventually(() => opsPortIn(written.stdout), { withinMs: 20_000 })
  const port = portIn([written.stdout])
  return {
    port,
    kill,
    ended,
    send: (parts) => exchange(port, signedRequest(parts)),
    async ops(path) {
      const response = await fetch(`http://127.0.0.1:${opsPort}${path}`)
      return { status: response.status, text: await response.text() }
    },
  }
}

function opsPortIn(stdout: string): number {
  const port = /"ops":"[^"]*:(\d+)"/.exec(stdout)?.[1]
  if (port === undefined) throw new Error('The ingress has not started')
  return Number(port)
}

/** Resolves once `/readyz` says so. */
export async function untilReady({ ops }: SpawnedIngress, withinMs = 20_000): Promise<void> {
  await eventually(
    async () => {
      const { status, text } = await ops('/readyz')
      if (status !== 200) throw new Error(`not ready: ${text}`)
    },
    { withinMs },
  )
}
