import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { GroupBatch, RawRecord } from '../../kafka/index.ts'
import { Call } from '../handle/call.ts'
import type { Handler } from '../handle/handler-ports.ts'
import { SETTLED } from '../handle/outcome.ts'
import { createRunningCalls } from '../handle/running-calls.ts'
import type { AnyEvent } from '../read/event-reader.ts'
import { createWorker, type WorkerPorts } from './worker.ts'

const record = (index: number): RawRecord => ({
  key: Buffer.from(`k${index}`),
  value: null,
  offset: String(index),
  timestamp: '0',
})
const soon = { timeout: 10_000, interval: 2 }
const assigned = [{ topic: 't', partition: 0 }]
const unused: Handler = {
  handle: () => SETTLED,
  prepare: async (raw, place) => new Call(raw, place, 0),
  handleMany: async () => SETTLED,
}

/** A worker and its partition, which is read when it is not paused. */
function start(records: number, ports: Partial<WorkerPorts>) {
  let [position, paused] = [0, false]
  const waits: (number | null)[] = []
  const calls = createRunningCalls(10_000)
  const worker = createWorker({
    handler: unused,
    calls,
    concurrency: 4,
    batchEvents: 10,
    budgetMs: 5,
    slices: false,
    control: {
      pause(_topic, _partition, forMs) {
        waits.push(forMs)
        paused = true
        if (forMs !== null) setTimeout(() => (paused = false), forMs)
      },
      resume: () => (paused = false),
    },
    ...ports,
  })
  worker.joined(assigned)
  const batch = (): GroupBatch => ({
    topic: 't',
    partition: 0,
    records: Array.from({ length: records - position }, (_, index) => record(position + index)),
    highWatermark: String(records),
    live: () => true,
    resolve: (offset) => (position = Number(offset) + 1),
    commit: async () => undefined,
  })
  return {
    worker,
    calls,
    waits,
    isPaused: () => paused,
    position: () => position,
    turn: async () => (paused ? sleep(1) : worker.work(batch())),
  }
}

test('a batch that fails after its turn is over is handled one by one, and not begun again for ever', async () => {
  let batches = 0
  const ones: string[] = []
  const handler: Handler = {
    ...unused,
    handle(raw) {
      ones.push(raw.offset)
      return SETTLED
    },
    async handleMany() {
      batches += 1
      await sleep(20)
      return null
    },
  }
  const { turn, position } = start(3, { handler, slices: true })
  for (let turns = 0; turns < 200 && position() < 3; turns += 1) await turn()
  expect(position()).toBe(3)
  expect([batches, ones]).toEqual([1, ['0', '1', '2']])
})

test('a turn does not last longer because nothing can be read; it still gets on', async () => {
  const handler: Handler = {
    ...unused,
    async prepare() {
      await sleep(10)
      return SETTLED
    },
  }
  const { turn, position } = start(30, { handler, slices: true })
  await turn()
  expect(position()).toBe(1)
  for (let turns = 0; turns < 100 && position() < 30; turns += 1) await turn()
  expect(position()).toBe(30)
})

test('replays and other events never share a batch', async () => {
  const seen: string[] = []
  const handler: Handler = {
    ...unused,
    async prepare(raw, place) {
      const call = new Call(raw, place, 0)
      const replay = Number(raw.offset) % 4 < 2 ? null : { id: 'r' }
      call.event = { replay } as unknown as AnyEvent
      return call
    },
    async handleMany(calls) {
      seen.push(calls.map(({ raw }) => raw.offset).join())
      return SETTLED
    },
  }
  const { turn, position } = start(6, { handler, slices: true, budgetMs: 1000 })
  await turn()
  expect(position()).toBe(6)
  expect(seen).toEqual(['0,1', '2,3', '4,5'])
})

test('a partition that is lost and comes back while one of its calls runs on is read again', async () => {
  const stored = Promise.withResolvers<number>()
  const { worker, calls, turn, waits, isPaused } = start(2, {
    handler: {
      ...unused,
      handle({ offset }, { key: partition }) {
        // The first event is on its way to a retry topic, which nothing can cut short; the second one is in its handler.
        if (offset === '0') return stored.promise
        const controller = { signal: () => new AbortController().signal, abort: () => undefined }
        const never = new Promise(() => undefined)
        return calls.watch({
          partition,
          controller,
          result: never,
          done: () => SETTLED,
          failed: () => SETTLED,
          cancelled: () => Number.POSITIVE_INFINITY,
        })
      },
    },
  })
  await turn()
  worker.joined([])
  await vi.waitFor(() => expect(calls.size).toBe(0), soon)
  await sleep(1)
  worker.joined(assigned)
  expect(waits.at(-1)).toBe(null)
  stored.resolve(SETTLED)
  await vi.waitFor(() => expect(isPaused()).toBe(false), soon)
})
