import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { childEnvironment } from '../config/index.ts'
import { createAdmin, createLane, read } from '../kafka/index.ts'
import { createRegistry } from '../registry/index.ts'
import { startLocalStack } from './broker.ts'
import { exists } from './exists.ts'
import type { LocalStack, LocalStackOptions } from './local-stack.ts'
import { processIdentity } from './process/process-identity.ts'
import { eventually, stack } from './vitest/index.ts'

const topic = 'letters'
const schemas = ['A', 'B'].map((name) => JSON.stringify({ type: 'record', name, fields: [] }))

let dataDir: string
let wanted: NonNullable<LocalStackOptions['ports']>

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wabastream-restart-'))
  // The ports of the run's own stack: in use for as long as these tests run.
  const shared = stack()
  wanted = {
    kafka: Number(shared.brokers.split(':')[1]),
    registry: Number(new URL(shared.registryUrl).port),
    postgres: Number(new URL(shared.databaseUrl).port),
  }
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

function options(more: Partial<LocalStackOptions> = {}): LocalStackOptions {
  return { environment: childEnvironment(), source: 'embedded', dataDir, ports: wanted, ...more }
}

async function withStack<T>(use: (running: LocalStack) => Promise<T>, more?: Partial<LocalStackOptions>): Promise<T> {
  const running = await startLocalStack(options(more))
  try {
    return await use(running)
  } finally {
    await running.stop()
  }
}

async function query(url: string, text: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<object>(text)).rows
  } finally {
    await client.end()
  }
}

const kafkaOf = (brokers: string) => ({ brokers: brokers.split(','), clientId: 'test' })

async function writeRecord(brokers: string, value: string): Promise<void> {
  const kafka = kafkaOf(brokers)
  const admin = createAdmin(kafka)
  const lane = createLane({ kafka, name: 'live', limits: { ackTimeoutMs: 20_000 } })
  try {
    await admin.createTopics([{ name: topic, partitions: 1, replicationFactor: 1, configs: new Map() }])
    await lane.start()
    const record = { topic, partition: 0, key: 'k', value: Buffer.from(value), headers: {}, timestampMs: Date.now() }
    expect(await lane.publish([record])).toMatchObject([{ kept: true }])
  } finally {
    await lane.stop()
    await admin.close()
  }
}

async function readRecords(brokers: string): Promise<readonly string[]> {
  const values: string[] = []
  for await (const record of read(kafkaOf(brokers), { topics: [topic], from: 'beginning', until: 'end' })) {
    values.push(String(record.value))
  }
  return values
}

async function register(url: string, texts: readonly string[]): Promise<readonly number[]> {
  const registry = createRegistry({ url })
  try {
    const ids: number[] = []
    for (const text of texts) ids.push(await registry.register(`${JSON.parse(text).name}-value`, text))
    return ids
  } finally {
    await registry.close()
  }
}

/** Process numbers of the servers that run on the data, Kafka first. */
async function serverPids(): Promise<readonly number[]> {
  const files = ['kafka/kafka.pid', 'registry/registry.pid', 'postgres/postgres.pid'].map((file) => join(dataDir, file))
  return Promise.all(files.map(async (file) => (JSON.parse(await readFile(file, 'utf8')) as { pid: number }).pid))
}

// Each test starts servers, on a machine that others use too.
describe('startLocalStack, embedded', { timeout: 180_000 }, () => {
  let ids: readonly number[]

  test('starts on other ports when the wanted ones are taken', async () => {
    await withStack(async (running) => {
      expect(running.broker).toBe('embedded')
      expect(running.registryUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/apis\/ccompat\/v7$/)
      expect(running.brokers).not.toContain(`:${wanted.kafka}`)
      expect(running.registryUrl).not.toContain(`:${wanted.registry}`)
      expect(running.databaseUrl).not.toContain(`:${wanted.postgres}/`)
      await query(running.databaseUrl, 'CREATE TABLE letters AS SELECT 1 AS one')
      await writeRecord(running.brokers, 'first')
      ids = await register(running.registryUrl, schemas)
    })
  })

  test('a restart keeps records and tables, and ids keep their meaning', async () => {
    await withStack(async ({ brokers, registryUrl, databaseUrl }) => {
      expect(await readRecords(brokers)).toEqual(['first'])
      expect(await query(databaseUrl, 'SELECT one FROM letters')).toEqual([{ one: 1 }])
      expect(await register(registryUrl, schemas.toReversed())).toEqual(ids.toReversed())
      await expect(register(registryUrl, [breaking])).rejects.toMatchObject({ reason: 'incompatible' })
    })
  })

  test('a killed owner leaves no server, and its data can be used', async () => {
    const owner = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', ownerProgram()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [brokers] = (await once(owner.stdout, 'data')) as [Buffer]
    await writeRecord(String(brokers), 'second')
    const pids = await serverPids()
    const ended = once(owner, 'exit')
    owner.kill('SIGKILL')
    await ended
    // At once: this start ends what is still running, whatever the watchdogs have done so far.
    await withStack(async (running) => {
      for (const pid of pids) expect(await processIdentity(pid)).toBeUndefined()
      expect(await readRecords(running.brokers)).toEqual(['first', 'second'])
      expect(await query(running.databaseUrl, 'SELECT one FROM letters')).toEqual([{ one: 1 }])
    })
  })

  test('a server that dies is told to the owner', async () => {
    const failure = Promise.withResolvers<Error>()
    await withStack(
      async () => {
        const [kafka] = await serverPids()
        process.kill(kafka ?? 0, 'SIGKILL')
        expect((await failure.promise).message).toContain('Kafka node 1 ended by itself')
      },
      { onFailure: failure.resolve },
    )
    await eventually(
      async () => expect(await processIdentity((await serverPids().catch(() => [0]))[0] ?? 0)).toBeUndefined(),
      {
        withinMs: 5_000,
      },
    )
  })

  test.each(['postgres', 'registry'])('without the data of %s it stops and names the way out', async (server) => {
    await rm(join(dataDir, server), { recursive: true })
    await expect(startLocalStack(options())).rejects.toThrow('waba up --reset')
  })

  test('a database of somebody else is used as it is', async () => {
    const external = { brokers: undefined, registryUrl: undefined, databaseUrl: 'postgres://database.example/waba' }
    await withStack(
      async ({ databaseUrl }) => {
        expect(databaseUrl).toBe(external.databaseUrl)
        expect(await exists(join(dataDir, 'postgres'))).toBe(false)
      },
      { external, reset: true },
    )
    await expect(startLocalStack(options())).rejects.toThrow('waba up --reset')
  })
})

const breaking = JSON.stringify({ type: 'record', name: 'A', fields: [{ name: 'must', type: 'string' }] })

function ownerProgram(): string {
  const module = JSON.stringify(new URL('./broker.ts', import.meta.url).href)
  return `import { startLocalStack } from ${module}
    const stack = await startLocalStack({ ...${JSON.stringify({ ...options(), environment: undefined })}, environment: process.env })
    process.stdout.write(stack.brokers)`
}
