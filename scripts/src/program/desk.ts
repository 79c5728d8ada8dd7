import { stackFileIn, writeStackFile } from '@wabastream/sdk/config'
import { parseJson } from '@wabastream/schemas/codec'
import { createLog } from '@wabastream/sdk/observe'
import { eventually, tempFolder, type TestStack } from '@wabastream/sdk/testing/vitest'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { startServices } from '../up/live-services.ts'
import { startWaba, type RunningWaba, type WabaRun } from './run-waba.ts'

/** For tests: a line of `waba tail -o json`. */
export interface Line {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly value: Readonly<Record<string, unknown>>
}

/** For tests: a folder with a stack file, in which `waba` runs as a person would type it. */
export interface Desk {
  readonly folder: string
  waba(...args: readonly string[]): Promise<WabaRun>
  start(args: readonly string[], input?: string): RunningWaba
  /** The JSON lines of a run; throws when it does not end well, or says something to people. */
  lines(...args: readonly string[]): Promise<readonly Line[]>
  /** Starts an ingress in this process, to which the stack file then points. Topics and schemas must be there. */
  startIngress(): Promise<void>
  stop(): Promise<void>
}

const appSecret = 'invented-secret'

export function createDesk(stack: TestStack): Desk {
  const folder = tempFolder()
  mkdirSync(dirname(stackFileIn(folder.path)))
  writeStack(folder.path, stack, 'http://127.0.0.1:1/webhook')
  let hosted: { stop(): Promise<void> } | null = null
  const start = (args: readonly string[], input = '') => startWaba(args, { cwd: folder.path, input })
  return {
    folder: folder.path,
    start,
    waba: (...args) => start(args).ended,
    async lines(...args) {
      const { code, stdout, stderr } = await start(args).ended
      if (code !== 0 || stderr !== '') throw new Error(`waba ${args.join(' ')} ended with ${code}: ${stderr}`)
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => parseJson(line) as Line)
    },
    async startIngress() {
      const started = await startIngress(stack)
      hosted = started
      writeStack(folder.path, stack, started.url)
    },
    async stop() {
      await hosted?.stop()
      folder[Symbol.dispose]()
    },
  }
}

function writeStack(folder: string, { brokers, registryUrl, topicPrefix }: TestStack, ingressUrl: string): void {
  writeStackFile(stackFileIn(folder), {
    version: 1,
    broker: 'embedded',
    brokers,
    registryUrl,
    ingressUrl,
    opsUrl: 'http://127.0.0.1:9464',
    topicPrefix,
    appId: '1',
    appSecret,
    verifyToken: 'token',
    pid: process.pid,
    startedAt: new Date().toISOString(),
  })
}

async function startIngress({ brokers, registryUrl, topicPrefix }: TestStack) {
  const environment = {
    META_APP_SECRETS: `1=${appSecret}`,
    META_VERIFY_TOKENS: 'token',
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    TOPIC_PREFIX: topicPrefix,
    INGRESS_HOST: '127.0.0.1',
    INGRESS_PORT: '0',
  }
  let said = ''
  const log = createLog({ level: 'info', destination: { write: (line) => void (said += line) } })
  const ops = { opsHost: '127.0.0.1', opsPort: 0 }
  const fail = (error: Error) => log.error(error)
  const { problems, stop } = await startServices({ names: ['ingress'], environment, ...ops, log, fail })
  await eventually(() => throwIfAny(problems()), { withinMs: 30_000 })
  return { stop, url: /"(http:[^"]+\/webhook)"/.exec(said)?.[1] ?? '' }
}

function throwIfAny(problems: Readonly<Record<string, string>>): void {
  if (Object.keys(problems).length > 0) throw new Error(JSON.stringify(problems))
}
