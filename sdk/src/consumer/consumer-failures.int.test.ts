import { describe, expect, test } from 'vitest'
import { permanent, unavailable } from '../failure/index.ts'
import type { IncomingRecord } from '../kafka/index.ts'
import { startProxy } from '../testing/proxy.ts'
import { eventually } from '../testing/vitest/index.ts'
import type { ConsumerRig } from './testing/consumer-rig.ts'
import { messageEvent } from './testing/message-event.ts'
import { rigFor } from './testing/rig-for.ts'

const soon = { withinMs: 30_000 }

const header = ({ headers }: IncomingRecord, name: string) => headers.get(`wabastream-${name}`)?.map(String)

/** Waits until so many records are dead letters. */
const deadLetters = (rig: ConsumerRig, group: string, count: number) =>
  eventually(async () => {
    const records = await rig.groupRecords(group, 'dlq')
    expect(records.length).toBe(count)
    return records
  }, soon)

describe.concurrent('a consumer', () => {
  test('a bug goes over the retry topics, each in its time, and ends as a dead letter', async (context) => {
    const rig = await rigFor(context)
    const calls: { at: number; attempt: number; origin: string }[] = []
    const running = await rig.start('bug', {
      policy: { longRetries: 1 },
      handle({ event_id: id, source }, { attempt }) {
        if (id !== 'message_bad') return
        calls.push({ at: Date.now(), attempt, origin: `${source.topic}/${source.partition}/${source.offset}` })
        throw new TypeError('nothing is known of +16505551111')
      },
    })
    await rig.send([{ id: 'bad', headers: { traceparent: 'trace', twice: ['a', 'b'] } }, { id: 'good' }])
    const [dead] = await deadLetters(rig, 'bug', 1)
    await running.stop()
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3])
    expect(new Set(calls.map(({ origin }) => origin)).size).toBe(1)
    expect(calls[1]!.at - calls[0]!.at).toBeGreaterThanOrEqual(200)
    expect(calls[2]!.at - calls[1]!.at).toBeGreaterThanOrEqual(400)
    expect(dead?.value).toEqual(rig.encode(messageEvent('bad')))
    expect(dead?.key?.toString()).toBe('bad')
    expect(dead && [header(dead, 'attempts'), header(dead, 'group'), header(dead, 'error-class')]).toEqual([
      ['3'],
      ['bug'],
      ['TypeError'],
    ])
    expect(dead && header(dead, 'error-message')).toEqual(['nothing is known of …'])
    expect(dead && header(dead, 'origin-topic')).toEqual([rig.topic])
    const origin = [header(dead!, 'origin-partition'), header(dead!, 'origin-offset')].flat()
    expect(calls[0]?.origin).toBe(['waba.messages.v1', ...origin].join('/'))
    expect(dead?.headers.get('twice')?.map(String)).toEqual(['a', 'b'])
    expect(dead?.headers.get('traceparent')?.map(String)).toEqual(['trace'])
    expect(running.logLines.join('\n')).not.toContain('16505551111')
    expect(await rig.lag('bug')).toBe(0n)
  })

  test('a handler that hangs is told so, and its event is tried again', async (context) => {
    const rig = await rigFor(context)
    const seen: string[] = []
    let told = false
    const running = await rig.start('hang', {
      policy: { handlerDeadlineMs: 500 },
      handle({ event_id: id }, { attempt, signal }) {
        if (id === 'message_hang' && attempt === 1) {
          signal.addEventListener('abort', () => (told = true))
          return new Promise(() => undefined)
        }
        seen.push(id)
      },
    })
    await rig.send([
      { id: 'hang', key: 'k' },
      { id: 'next', key: 'k' },
    ])
    await eventually(() => expect(seen.toSorted()).toEqual(['message_hang', 'message_next']), soon)
    await running.stop()
    expect(told).toBe(true)
    expect(await running.metric('wabastream_consumer_failed_total', { group: 'hang', class: 'timeout' })).toBe(1)
  })

  test('bytes that are no event become dead letters as they are; an unknown schema id is tried again', async (context) => {
    const rig = await rigFor(context)
    const good = rig.encode(messageEvent('good'))
    const unknown = Buffer.from(good)
    unknown.writeUInt32BE(987_654, 1)
    const poison = [
      Buffer.from('{"a":1}'),
      Buffer.alloc(0),
      good.subarray(0, -5),
      Buffer.concat([good, Buffer.of(1, 2)]),
      null,
    ]
    const record = (value: Buffer | null, index: number) => ({
      topic: rig.topic,
      partition: 1,
      key: `k${index}`,
      value,
      headers: {},
      timestampMs: Date.now(),
    })
    const seen: string[] = []
    const running = await rig.start('poison', {
      handle: ({ event_id: id }) => void seen.push(id),
      policy: { retryDelaysMs: { 'retry-10s': 200, 'retry-10m': 600_000 } },
    })
    await rig.publish([...poison, unknown, good].map(record))
    const dead = await deadLetters(rig, 'poison', poison.length)
    await eventually(async () => expect((await rig.groupRecords('poison', 'retry-10m')).length).toBe(1), soon)
    const byKey = new Map(dead.map(({ key, value }) => [key?.toString(), value]))
    for (const [index, bytes] of poison.entries()) expect(byKey.get(`k${index}`)).toEqual(bytes)
    expect(dead.map((each) => header(each, 'error-class')?.[0] ?? '').toSorted()).toEqual([
      'NotAvroError',
      'NotAvroError',
      'TombstoneError',
      'UndecodableError',
      'UndecodableError',
    ])
    const [waiting] = await rig.groupRecords('poison', 'retry-10m')
    expect(waiting?.value).toEqual(unknown)
    expect(seen).toEqual(['message_good'])
    await running.stop()
    expect(await rig.lag('poison')).toBe(0n)
  })

  test('the largest record goes to retry and to dead letters', async (context) => {
    const rig = await rigFor(context)
    const running = await rig.start('large', {
      policy: { longRetries: 0 },
      handle: () => Promise.reject(new RangeError('too much')),
    })
    const event = { ...messageEvent('large'), unmapped: { '/a': 'x'.repeat(6 * 1024 * 1024 - 4096) } }
    const value = rig.encode(event)
    await rig.publish([{ topic: rig.topic, partition: 0, key: 'k', value, headers: {}, timestampMs: Date.now() }])
    const [dead] = await deadLetters(rig, 'large', 1)
    expect(dead?.value?.equals(value)).toBe(true)
    expect(dead && header(dead, 'attempts')).toEqual(['2'])
    await running.stop()
  })

  test('a dead letter that cannot be written stops the consumer: no offset goes past the event', async (context) => {
    const rig = await rigFor(context)
    await rig.makeGroupTopics('unwritable', ['dlq'])
    const dlq = rig.topic.replace('waba.messages.v1', 'waba.group.unwritable.dlq')
    await rig.admin.mergeConfigs(dlq, new Map([['max.message.bytes', '100']]))
    const running = await rig.start('unwritable', { handle: () => Promise.reject(permanent('bad')) })
    await rig.send(Array.from({ length: 20 }, (_, index) => ({ id: String(index), key: 'k' })))
    await eventually(() => expect(running.failures.length).toBe(1), soon)
    expect(running.failures[0]?.message).toMatch(
      /group\.unwritable\.dlq cannot be written \(MESSAGE_TOO_LARGE\).*waba topics apply --group unwritable/,
    )
    expect(running.problems().join()).toMatch(/cannot be written/)
    await running.stop()
    expect(await rig.lag('unwritable')).toBe(20n)
  })

  test('while a dependency is down nothing is spent; when it is back, all is handled in order', async (context) => {
    const rig = await rigFor(context)
    let down = true
    const attempts = new Set<number>()
    const seen: string[] = []
    let tries = 0
    const running = await rig.start('down', {
      async handle({ event_id: id }, { attempt }) {
        tries += 1
        attempts.add(attempt)
        await Promise.resolve()
        if (down) throw unavailable('the database')
        seen.push(id)
      },
    })
    await rig.send(Array.from({ length: 30 }, (_, index) => ({ id: String(index), key: 'k' })))
    await eventually(() => expect(tries).toBeGreaterThan(4), soon)
    expect(await running.metric('wabastream_consumer_paused_partitions', { group: 'down' })).toBeGreaterThanOrEqual(0)
    expect(await rig.lag('down')).toBe(30n)
    down = false
    await eventually(() => expect(seen.length).toBe(30), soon)
    expect(seen).toEqual(Array.from({ length: 30 }, (_, index) => `message_${index}`))
    expect([...attempts]).toEqual([1])
    await running.stop()
    expect(await rig.groupRecords('down', 'retry-10s')).toEqual([])
    expect(await rig.lag('down')).toBe(0n)
  })

  test('while the registry is down nothing is spent; its events are handled when it is back', async (context) => {
    const rig = await rigFor(context)
    const { hostname, port } = new URL(rig.registryUrl)
    const proxy = await startProxy({ host: hostname, port: Number(port) })
    context.onTestFinished(() => proxy.close())
    await proxy.refuse()
    const seen: number[] = []
    const registryUrl = rig.registryUrl.replace(`:${port}`, `:${proxy.port}`)
    const handle = (_event: unknown, { attempt }: { attempt: number }) => void seen.push(attempt)
    const running = await rig.start('registry', { handle }, { registryUrl })
    await rig.send([{ id: '1' }, { id: '2' }])
    const failures = () =>
      running.metric('wabastream_consumer_failed_total', { group: 'registry', class: 'unavailable' })
    await eventually(async () => expect(await failures()).toBeGreaterThan(2), soon)
    expect(seen).toEqual([])
    await proxy.thaw()
    await eventually(() => expect(seen).toEqual([1, 1]), soon)
    await running.stop()
    expect(await rig.lag('registry')).toBe(0n)
  })

  test('strict order: the partition waits for the event that failed', async (context) => {
    const rig = await rigFor(context)
    const seen: string[] = []
    let failures = 0
    const running = await rig.start('strict', {
      order: 'strict',
      handle({ event_id: id }, { attempt }) {
        if (id === 'message_1' && attempt < 3) {
          failures += 1
          throw new TypeError('not yet')
        }
        if (id === 'message_2') throw permanent('never')
        seen.push(id)
      },
    })
    await rig.send(Array.from({ length: 5 }, (_, index) => ({ id: String(index), key: 'k' })))
    await eventually(() => expect(seen.length).toBe(4), soon)
    expect(seen).toEqual(['message_0', 'message_1', 'message_3', 'message_4'])
    expect(failures).toBe(2)
    expect((await deadLetters(rig, 'strict', 1))[0]?.key?.toString()).toBe('k')
    await running.stop()
  })

  test('a group without its topics: an error that says what to do', async (context) => {
    const rig = await rigFor(context)
    await rig.admin.deleteTopics([rig.topic])
    await eventually(async () => expect((await rig.admin.topics()).has(rig.topic)).toBe(false), soon)
    const running = await rig.start('missing', { handle: () => undefined }, { ready: false })
    await eventually(() => expect(running.failures.length).toBe(1), soon)
    expect(running.failures[0]?.message).toContain(`There is no topic ${rig.topic}`)
    await running.stop()
  })
})
