import { randomBytes } from 'node:crypto'
import { jsonText } from '@wabastream/schemas/codec'
import { anyFreePort } from '@wabastream/sdk/testing'
import { eventually, type TestStack } from '@wabastream/sdk/testing/vitest'
import { createSender } from '@wabastream/sdk/webhook'
import { createLog } from '@wabastream/sdk/observe'
import { startServices } from '../up/live-services.ts'
import { readyTopics } from './ready-topics.ts'

/** For tests: the ingress and other services in this process, as `waba up` hosts them. */
export interface Pipeline {
  /** Signs bodies and posts them one after the other; throws when one does not get 200. */
  send(...bodies: readonly unknown[]): Promise<void>
  /** Asks the API; throws when the answer is an error. */
  get<T>(path: string): Promise<T>
  readonly apiUrl: string
  /** What the services logged, warnings and worse. */
  readonly log: string
  stop(): Promise<void>
}

/** Starts the named services and the ingress on topics of the test's own, and resolves once they are ready. */
export async function startPipeline(
  stack: TestStack,
  names: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Pipeline> {
  await readyTopics(stack)
  const secret = randomBytes(16).toString('hex')
  const port = await anyFreePort()
  const environment = {
    META_APP_SECRETS: `1=${secret}`,
    META_VERIFY_TOKENS: 'rig',
    KAFKA_BROKERS: stack.brokers,
    SCHEMA_REGISTRY_URL: stack.registryUrl,
    DATABASE_URL: stack.databaseUrl,
    TOPIC_PREFIX: stack.topicPrefix,
    TOPIC_REPLICATION_FACTOR: '1',
    TOPIC_MIN_INSYNC: '1',
    INGRESS_HOST: '127.0.0.1',
    INGRESS_PORT: String(port),
    API_PORT: '0',
    ...settings,
  }
  let said = ''
  const log = createLog({ level: 'warn', destination: { write: (line) => void (said += line) } })
  const ops = { opsHost: '127.0.0.1', opsPort: 0 }
  const live = await startServices({
    names: ['ingress', ...names],
    environment,
    ...ops,
    log,
    fail: (error) => log.fatal({ reason: error.message }, 'a part died'),
  })
  await eventually(() => throwIfAny(live.problems()), { withinMs: 60_000 })
  const sender = createSender({ url: `http://127.0.0.1:${port}/webhook`, secret })
  const apiUrl = live.apiUrl ?? ''
  return {
    apiUrl,
    get log() {
      return said
    },
    async send(...bodies) {
      for (const body of bodies) {
        const { status } = await sender.send(Buffer.from(jsonText(body)))
        if (status !== 200) throw new Error(`A webhook was answered with ${status}`)
      }
    },
    get: (path) => getJson(`${apiUrl}${path}`),
    async stop() {
      await sender.close()
      await live.stop()
    },
  }
}

async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url)
  const text = await response.text()
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${text}`)
  return JSON.parse(text) as T
}

function throwIfAny(problems: Readonly<Record<string, string>>): void {
  if (Object.keys(problems).length > 0) throw new Error(JSON.stringify(problems))
}
