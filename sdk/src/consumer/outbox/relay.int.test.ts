import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { OutgoingRecord, Outcome } from '../../kafka/index.ts'
import { createLog, createMetrics } from '../../observe/index.ts'
import type { Part } from '../../service/index.ts'
import { createStore } from '../../store/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import { eventually, stack } from '../../testing/vitest/index.ts'
import { addToOutbox, createRelay } from './index.ts'
import type { RelayOptions } from './index.ts'

const log = createLog({ level: 'silent' })
const soon = { withinMs: 10_000 }
const lease = { holdMs: 1_500, renewMs: 200 }
const metrics = createMetrics()

let store: Store
let elsewhere: Store
const parts: Part[] = []

beforeAll(async () => {
  const url = stack().databaseUrl
  // Two stores of one service: two processes of it.
  store = createStore({ url, service: 'outbox', migrations: [], log })
  elsewhere = createStore({ url, service: 'outbox', migrations: [], log })
  await Promise.all([store, elsewhere].map((each) => each.start()))
  await Promise.all([store, elsewhere].map((each) => each.query('SELECT 1')))
})
afterEach(async () => {
  await Promise.all(parts.splice(0).map((part) => part.stop()))
  await store.query('TRUNCATE outbox, outbox_refused')
})
afterAll(() => Promise.all([store.stop(), elsewhere.stop()]))

function record(text: string, more: Partial<OutgoingRecord> = {}): OutgoingRecord {
  return { topic: 't', partition: 0, key: 'k', value: Buffer.from(text), headers: {}, timestampMs: 1, ...more }
}

/** A Kafka that keeps everything, unless it is told otherwise. */
function recorder(answer: (record: OutgoingRecord) => Outcome = () => ({ kept: true, offset: 0n })) {
  const sent: OutgoingRecord[] = []
  const publish = async (records: readonly OutgoingRecord[]) => {
    const outcomes = records.map(answer)
    sent.push(...records)
    return outcomes
  }
  return { publish, sent, texts: () => sent.map(({ value }) => String(value)) }
}

async function start(options: Partial<RelayOptions> & Pick<RelayOptions, 'publish'>): Promise<Part> {
  const relay = createRelay({ store, log, lease, metrics, ...options })
  parts.push(relay)
  await relay.start()
  return relay
}

const add = (...texts: string[]) =>
  store.transaction(async (tx) => {
    for (const text of texts) await addToOutbox(tx, record(text))
  })
const waiting = async () => (await store.query('SELECT FROM outbox')).length

describe('the relay', () => {
  test('sends what was added, as it was, within 100 ms', async () => {
    const kafka = recorder()
    await start(kafka)
    await add('warm')
    await eventually(() => expect(kafka.texts()).toEqual(['warm']), soon)
    const odd = record('', {
      partition: 3,
      key: Buffer.from([0, 255]),
      value: null,
      headers: { text: 'a\0b', bytes: Buffer.from([0, 255]), several: ['a', Buffer.from('b')] },
      timestampMs: 1_700_000_000_123,
    })
    const since = performance.now()
    await store.transaction((tx) => addToOutbox(tx, odd))
    await eventually(() => expect(kafka.sent).toHaveLength(2), soon)
    const tookMs = performance.now() - since
    expect(kafka.sent[1]).toEqual(odd)
    // 100 ms and what other tests take of the machine.
    expect(tookMs).toBeLessThan(500)
    await eventually(async () => expect(await waiting()).toBe(0), soon)
    expect(await metrics.metrics()).toMatch(/wabastream_outbox_sent_total{service="outbox"} [1-9]/)
  })

  test('nothing of a transaction that was rolled back is sent', async () => {
    const kafka = recorder()
    await start(kafka)
    await expect(
      store.transaction(async (tx) => {
        await addToOutbox(tx, record('never'))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await add('after')
    await eventually(() => expect(kafka.texts()).toEqual(['after']), soon)
  })

  test('a record that is added first and kept last is not skipped', async () => {
    const kafka = recorder()
    await start(kafka)
    const added = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const slow = store.transaction(async (tx) => {
      await addToOutbox(tx, record('slow'))
      added.resolve()
      await release.promise
    })
    await added.promise
    await add('quick')
    await eventually(() => expect(kafka.texts()).toEqual(['quick']), soon)
    release.resolve()
    await slow
    await eventually(() => expect(kafka.texts()).toEqual(['quick', 'slow']), soon)
  })

  test('many are sent in the order in which they were added', async () => {
    const texts = Array.from({ length: 1_200 }, (_, n) => String(n))
    await store.query(
      `INSERT INTO outbox (topic, partition, key, value, headers, written_at)
       SELECT 't', 0, 'k', convert_to(n::text, 'UTF8'), '{}', now() FROM generate_series(0, 1199) n ORDER BY n`,
    )
    const kafka = recorder()
    await start(kafka)
    await eventually(() => expect(kafka.texts()).toEqual(texts), soon)
  })

  test('large ones come a few at a time', async () => {
    const large = Buffer.alloc(1_500_000)
    await store.transaction(async (tx: Tx) => {
      for (let n = 0; n < 6; n += 1) await addToOutbox(tx, record('', { value: large }))
    })
    const sizes: number[] = []
    const kafka = recorder()
    await start({ publish: (records) => (sizes.push(records.length), kafka.publish(records)) })
    await eventually(() => expect(kafka.sent).toHaveLength(6), soon)
    expect(sizes).toEqual([3, 3])
  })
})

describe('when Kafka', () => {
  test('is away, records wait and keep their order', async () => {
    let isAway = true
    let tries = 0
    const kafka = recorder()
    await start({
      publish: async (records) => {
        tries += 1
        if (isAway) throw new Error('timeout')
        return kafka.publish(records)
      },
    })
    await add('1', '2')
    await eventually(() => expect(tries).toBeGreaterThan(1), soon)
    await add('3')
    isAway = false
    await eventually(() => expect(kafka.texts()).toEqual(['1', '2', '3']), soon)
  })

  test('refuses a record for good, it is put aside and the others go on', async () => {
    const kafka = recorder(({ value }) =>
      String(value) === 'bad' ? { kept: false, code: 'MESSAGE_TOO_LARGE' } : { kept: true, offset: 0n },
    )
    await start(kafka)
    await add('a', 'bad', 'b')
    await eventually(async () => expect(await waiting()).toBe(0), soon)
    expect(kafka.texts()).toEqual(['a', 'bad', 'b'])
    const aside = await store.query('SELECT topic, convert_from(value, $$UTF8$$) AS value, code FROM outbox_refused')
    expect(aside).toEqual([{ topic: 't', value: 'bad', code: 'MESSAGE_TOO_LARGE' }])
    expect(await metrics.metrics()).toContain(
      'wabastream_outbox_refused_total{service="outbox",code="MESSAGE_TOO_LARGE"} 1',
    )
  })

  test('lacks a topic, the others go on', async () => {
    const kafka = recorder()
    await start({
      publish: async (records) => {
        if (records[0]?.topic === 'missing') throw new Error('topic_missing')
        return kafka.publish(records)
      },
    })
    await store.transaction((tx) => addToOutbox(tx, record('stuck', { topic: 'missing' })))
    await add('free')
    await eventually(() => expect(kafka.texts()).toEqual(['free']), soon)
    expect(await waiting()).toBe(1)
  })

  test('lacks a topic, the others go on however much waits for it', async () => {
    await store.query(
      `INSERT INTO outbox (topic, partition, key, value, headers, written_at)
       SELECT 'missing', 0, 'k', 'x', '{}', now() FROM generate_series(1, 1200)`,
    )
    const kafka = recorder()
    await start({
      publish: async (records) => {
        if (records[0]?.topic === 'missing') throw new Error('topic_missing')
        return kafka.publish(records)
      },
    })
    await add('free')
    await eventually(() => expect(kafka.texts()).toEqual(['free']), soon)
    await eventually(async () => expect(await waiting()).toBe(1200), soon)
  })
})

describe('several relays', () => {
  test('one that dies between the commit and the send is followed by another', async () => {
    const next = recorder()
    const hung = Promise.withResolvers<readonly Outcome[]>()
    const reached = Promise.withResolvers<void>()
    const publish = (): Promise<readonly Outcome[]> => {
      reached.resolve()
      return hung.promise
    }
    const dying = await start({ store: elsewhere, publish })
    await add('1', '2')
    await reached.promise
    // As if dead: it does not come back from its send, and its lease is no longer its own.
    await store.query(`UPDATE leases SET expires_at = now() - interval '1 s', holder = 'dead' WHERE name = 'outbox'`)
    await start(next)
    await eventually(() => expect(next.texts()).toEqual(['1', '2']), soon)
    await eventually(async () => expect(await waiting()).toBe(0), soon)
    hung.reject(new Error('dead'))
    await dying.stop()
  })

  test('of one service work one at a time, also in two processes', async () => {
    const [here, there] = [recorder(), recorder()]
    await start(here)
    await start({ ...there, store: elsewhere })
    for (let n = 0; n < 20; n += 1) await add(`${n}`)
    await eventually(() => expect(here.sent.length + there.sent.length).toBe(20), soon)
    expect([here.sent.length, there.sent.length]).toContain(20)
  })

  test('of one store are one, from the first start to the last stop', async () => {
    const [one, two] = [recorder(), recorder()]
    const first = await start(one)
    await start(two)
    await add('a')
    await eventually(() => expect(one.texts()).toEqual(['a']), soon)
    await first.stop()
    await first.stop()
    await add('b')
    await eventually(() => expect(two.texts()).toEqual(['b']), soon)
  })
})
