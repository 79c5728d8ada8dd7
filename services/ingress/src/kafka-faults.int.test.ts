import { setTimeout as sleep } from 'node:timers/promises'
import { messages, quarantine, security } from '@wabastream/schemas'
import type { Topic } from '@wabastream/schemas/catalogue'
import { childEnvironment } from '@wabastream/sdk/config'
import { createAdmin, type Admin } from '@wabastream/sdk/kafka'
import { startCluster, type Cluster, type Proxy } from '@wabastream/sdk/testing'
import { eventually, stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, messageBody, messageValue, text, textMessage } from './testing/bodies.ts'
import { readKept } from './testing/kept.ts'
import { prepareTopics } from './testing/prepare-topics.ts'
import type { RawAnswer } from './testing/raw-http.ts'
import { startIngress, type RunningIngress } from './testing/start-ingress.ts'

// A broker of its own, since it is broken on purpose; the registry is the one of all tests.
let cluster: Cluster
let proxy: Proxy
let admin: Admin
let ingress: RunningIngress
const place = () => ({ ...stack(), brokers: cluster.brokers })

beforeAll(async () => {
  cluster = await startCluster({ environment: childEnvironment(), brokers: 1, proxied: true })
  proxy = [...cluster.proxies.values()][0]!
  admin = createAdmin({ brokers: cluster.brokers.split(','), clientId: 'ingress-tests' })
  await prepareTopics(place())
  ingress = await startIngress({ ...place(), brokers: cluster.proxiedBrokers })
})

afterAll(async () => {
  await proxy?.thaw()
  await ingress?.stop()
  await admin?.close()
  await cluster?.stop()
})

const post = async (body: unknown): Promise<RawAnswer & { readonly tookMs: number }> => {
  const startedAt = performance.now()
  const answer = await ingress.send({ body: text(body) })
  if (answer === null) throw new Error('no answer')
  return { ...answer, tookMs: performance.now() - startedAt }
}

const accepted = (body: () => unknown) =>
  eventually(async () => expect((await post(body())).status).toBe(200), { withinMs: 20_000 })

/** Sends until it is stopped; gives the bodies that were answered with 200. */
function traffic(): { readonly acknowledged: readonly string[]; stop(): Promise<readonly string[]> } {
  const acknowledged: string[] = []
  const stopping = new AbortController()
  const worker = async () => {
    while (!stopping.signal.aborted) {
      const body = text(messageBody())
      if ((await ingress.send({ body }))?.status === 200) acknowledged.push(body)
      // The pace of a sender, not a wait for anything.
      await sleep(20)
    }
  }
  const workers = Promise.all([worker(), worker(), worker()])
  return {
    acknowledged,
    async stop() {
      stopping.abort()
      await workers
      return acknowledged
    },
  }
}

describe.each([
  ['down', () => proxy.refuse()],
  ['frozen', async () => proxy.freeze()],
])('Kafka %s', (_, breakIt) => {
  let sender: ReturnType<typeof traffic> | undefined
  afterEach(async () => {
    await proxy.thaw()
    await sender?.stop()
  })

  test('503 in time, at once while the breaker is open, 200 again by itself, and nothing acknowledged is lost', async () => {
    await accepted(messageBody)
    const flow = traffic()
    sender = flow
    await eventually(() => expect(flow.acknowledged.length).toBeGreaterThan(0), { withinMs: 10_000 })
    await breakIt()
    const refused = await eventually(
      async () => {
        const answer = await post(messageBody())
        expect(answer.status).toBe(503)
        return answer
      },
      { withinMs: 10_000 },
    )
    expect(refused.tookMs).toBeLessThan(4500)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused.body).toBe('')
    await eventually(async () => expect(ingress.health.problems()['kafka']).toMatch(/live/), { withinMs: 10_000 })
    await eventually(async () => expect((await post(messageBody())).tookMs).toBeLessThan(300), { withinMs: 10_000 })
    // What is not refused by Kafka is refused as ever.
    expect((await ingress.send({ body: text(messageBody()), secret: 'wrong' }))?.status).toBe(401)

    await proxy.thaw()
    await accepted(messageBody)
    await eventually(() => expect(ingress.health.problems()).toEqual({}), { withinMs: 10_000 })
    const acknowledged = await flow.stop()
    const kept = await readKept(place())
    expect(acknowledged.filter((body) => kept.of(body).length === 0)).toEqual([])
  })
})

const securityBody = () =>
  bodyOf({ field: 'security', value: { display_phone_number: '15550000001', event: 'PIN_CHANGED', requester: '1' } })

test('a topic is missing: 503 for what belongs there and nothing else, and 200 once it is there', async () => {
  const name = place().topicPrefix + security.name
  await admin.deleteTopics([name])
  await eventually(async () => expect((await post(securityBody())).status).toBe(503), { withinMs: 10_000 })
  const both = { ...messageBody() }
  both['entry'] = [messageBody()['entry'], securityBody()['entry']].flat()
  expect((await post(both)).status).toBe(503)
  await accepted(messageBody)
  for (let i = 0; i < 5; i++) expect(await post(messageBody())).toMatchObject({ status: 200 })
  await admin.createTopics([{ name, partitions: security.partitions, replicationFactor: 1, configs: new Map() }])
  await accepted(securityBody)
})

describe('a record that its topic does not take', () => {
  const limit = (topic: Topic, bytes: number) =>
    admin.mergeConfigs(place().topicPrefix + topic.name, new Map([['max.message.bytes', String(bytes)]]))
  const large = () => textMessage({ text: { body: 'x'.repeat(20_000) } })
  const mixed = () => messageBody(messageValue({ messages: [large(), textMessage(), large(), textMessage(), large()] }))

  beforeAll(() => limit(messages, 10_000))
  afterAll(() => limit(messages, messages.maxBytes))

  test('goes to quarantine with the raw body, which is there once; its siblings are kept on their topic', async () => {
    const body = mixed()
    expect(await post(body)).toMatchObject({ status: 200, body: '{}' })
    const delivery = (await readKept(place())).of(text(body))[0]
    expect(delivery?.went).toEqual({ messages: 2, 'quarantine refused:MESSAGE_TOO_LARGE': 3 })
    expect(delivery?.quarantined.map(({ item_path }) => item_path)).toEqual(
      [0, 2, 4].map((index) => `/entry/0/changes/0/value/messages/${index}`),
    )
    expect(delivery?.quarantined.map((found) => found.body !== null)).toEqual([true, false, false])
    expect(delivery?.quarantined[0]).toMatchObject({ field: 'messages', kind: 'message', topic: 'waba.messages.v1' })
    expect(delivery?.quarantined[0]?.event_id).toMatch(/^message_/)
    expect(delivery?.events.map(({ record }) => record.item_count)).toEqual([5, 5])
    expect(await ingress.metrics.metrics()).toMatch(/^wabastream_quarantine_total\{reason="refused"\} 3$/m)
  })

  test('is not acknowledged when quarantine does not take it either', async () => {
    await limit(quarantine, 10_000)
    expect((await post(mixed())).status).toBe(503)
    await limit(quarantine, quarantine.maxBytes)
    await accepted(mixed)
  })
})
