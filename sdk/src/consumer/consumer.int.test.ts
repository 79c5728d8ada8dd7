import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { eventually } from '../testing/vitest/index.ts'
import type { RunningConsumer } from './testing/consumer-rig.ts'
import { rigFor } from './testing/rig-for.ts'

const soon = { withinMs: 30_000 }

const idsFrom = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(from + index) }))
const eventIds = (events: readonly { readonly id: string }[]) => events.map(({ id }) => `message_${id}`).toSorted()

describe.concurrent('a consumer', () => {
  test('handles every event, those of a key in order, and commits all of it when it stops', async (context) => {
    const rig = await rigFor(context)
    const seen = new Map<string, string[]>()
    const running = await rig.start('plain', {
      async handle(event, { log }) {
        const key = event.event_id.split('-')[0]!
        await Promise.resolve()
        seen.set(key, [...(seen.get(key) ?? []), event.event_id])
        log.debug({ kind: event.kind }, 'seen')
      },
    })
    const sent = Array.from({ length: 300 }, (_, index) => ({ id: `${index % 7}-${index}`, key: `k${index % 7}` }))
    await rig.send(sent)
    await eventually(() => expect([...seen.values()].flat().length).toBe(300), soon)
    await running.stop()
    for (const [key, events] of seen)
      expect(events).toEqual(sent.map(({ id }) => `message_${id}`).filter((id) => id.startsWith(`${key}-`)))
    expect(await rig.lag('plain')).toBe(0n)
    expect(await running.metric('wabastream_consumer_handled_total', { group: 'plain' })).toBe(300)
    expect(await running.metric('wabastream_consumer_failed_total', { group: 'plain' })).toBe(0)
  })

  test('from latest: nothing that was there before, everything from then on, also what came while it was away', async (context) => {
    const rig = await rigFor(context)
    await rig.send(idsFrom(0, 20))
    const seen: string[] = []
    const handle = ({ event_id: id }: { event_id: string }) => void seen.push(id)
    const first = await rig.start('latest', { from: 'latest', handle })
    await rig.send(idsFrom(100, 20))
    await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(20), soon)
    await first.stop()
    await rig.send(idsFrom(200, 20))
    const second = await rig.start('latest', { from: 'latest', handle })
    await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(40), soon)
    await second.stop()
    expect(seen.toSorted()).toEqual(eventIds([...idsFrom(100, 20), ...idsFrom(200, 20)]))
  })

  test('batches have the events of one partition in order; a failing one is handled one by one', async (context) => {
    const rig = await rigFor(context)
    const sizes: number[] = []
    const seen: string[] = []
    const sent = Array.from({ length: 60 }, (_, index) => ({ id: String(index), key: `k${index % 4}` }))
    await rig.send(sent)
    const running = await rig.start('batch', {
      async handleBatch(events) {
        expect(new Set(events.map(({ source }) => source.partition)).size).toBe(1)
        await Promise.resolve()
        if (events.length > 1 && events.some(({ event_id: id }) => id === 'message_33')) throw new Error('not this one')
        sizes.push(events.length)
        seen.push(...events.map(({ event_id: id }) => id))
      },
    })
    await eventually(() => expect(new Set(seen).size).toBe(60), soon)
    await running.stop()
    expect(Math.max(...sizes)).toBeGreaterThan(5)
    for (const key of [0, 1, 2, 3]) {
      const ofKey = sent.filter(({ id }) => Number(id) % 4 === key).map(({ id }) => `message_${id}`)
      expect(seen.filter((id) => ofKey.includes(id))).toEqual(ofKey)
    }
    expect(await rig.lag('batch')).toBe(0n)
  })

  test('a handler slower than the session is not thrown out, and holds up no other partition', async (context) => {
    const rig = await rigFor(context)
    const started = new Map<string, number>()
    const times: string[] = []
    const policy = { sessionMs: 1500, heartbeatMs: 200 }
    const running = await rig.start('slow', {
      policy,
      async handle({ event_id: id }) {
        times.push(id)
        started.set(id, performance.now())
        if (id === 'message_slow') await sleep(4000)
      },
    })
    await rig.send([{ id: 'slow', key: 'k0' }])
    await eventually(() => expect(times).toContain('message_slow'), soon)
    // Of all partitions; those of the slow one may wait for it.
    for (let round = 0; round < 4; round += 1) await rig.send(idsFrom(100 * round, 8))
    await eventually(() => expect(new Set(times).size).toBe(33), soon)
    const others = [...started]
      .filter(([id]) => id !== 'message_slow')
      .map(([, at]) => at - started.get('message_slow')!)
    expect(others.filter((ms) => ms < 3500).length).toBeGreaterThan(16)
    await eventually(async () => expect(await rig.lag('slow')).toBe(0n), soon)
    await running.stop()
    expect(times.filter((id) => id === 'message_slow').length).toBe(1)
  })

  test('members come and go: every event is handled, and few twice', async (context) => {
    const rig = await rigFor(context)
    const seen: string[] = []
    const handle = async ({ event_id: id }: { event_id: string }) => {
      await sleep(1)
      seen.push(id)
    }
    const steady = await rig.start('churn', { handle })
    const sent: { id: string }[] = []
    for (let round = 0; round < 4; round += 1) {
      const guest: RunningConsumer = await rig.start('churn', { handle }, { ready: false })
      const events = idsFrom(round * 200, 200)
      sent.push(...events)
      await rig.send(events)
      // Every other one stops while it is still joining.
      const isIn = () => (guest.problems().length > 0 ? Promise.reject(new Error('not in the group')) : undefined)
      if (round % 2 === 0) await eventually(isIn, soon)
      await guest.stop()
      expect(guest.failures).toEqual([])
    }
    await eventually(() => expect(new Set(seen).size).toBe(sent.length), soon)
    await eventually(async () => expect(await rig.lag('churn')).toBe(0n), soon)
    await steady.stop()
    expect([...new Set(seen)].toSorted()).toEqual(eventIds(sent))
    expect(steady.failures).toEqual([])
    expect(seen.length).toBeLessThan(2 * sent.length)
  })

  test('stopped under load: no offset past an event that was not handled, and nothing is lost or repeated', async (context) => {
    const rig = await rigFor(context)
    const seen = new Map<string, number>()
    let begun = 0
    const handle = async ({ event_id: id }: { event_id: string }) => {
      begun += 1
      await sleep(5 * (begun % 5))
      seen.set(id, (seen.get(id) ?? 0) + 1)
    }
    await rig.send(idsFrom(0, 800))
    for (let turn = 1; turn <= 3; turn += 1) {
      const running = await rig.start('stop', { handle })
      await eventually(() => expect(seen.size).toBeGreaterThan(turn * 120), soon)
      await running.stop()
      expect(begun).toBe([...seen.values()].reduce((sum, times) => sum + times, 0))
      const committed = 800n - (await rig.lag('stop'))
      expect(committed).toBeLessThanOrEqual(BigInt(seen.size))
      expect(committed).toBeGreaterThan(0n)
    }
    const last = await rig.start('stop', { handle })
    await eventually(() => expect(seen.size).toBe(800), soon)
    await last.stop()
    expect(await rig.lag('stop')).toBe(0n)
    // What was handled behind an event that was not, when the process stopped, comes again.
    const repeated = [...seen.values()].filter((times) => times > 1).length
    expect(repeated).toBeLessThan(200)
  })
})
