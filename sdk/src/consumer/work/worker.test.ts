import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { GroupBatch, RawRecord } from '../../kafka/index.ts'
import { Call } from '../handle/call.ts'
import type { Handler } from '../handle/handler-ports.ts'
import { type Outcome, SETTLED } from '../handle/outcome.ts'
import { createRunningCalls } from '../handle/running-calls.ts'
import { createWorker, type Worker } from './worker.ts'

/** A generator of numbers from 0 to 1 that gives the same ones for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const RECORDS = 60
const records: readonly RawRecord[] = Array.from({ length: RECORDS }, (_, index) => ({
  key: index % 9 === 0 ? null : Buffer.from(`k${index % 5}`),
  value: null,
  offset: String(index),
  timestamp: '0',
}))

/** One partition of a group that delivers from the last resolved offset on, pauses, and rebalances now and then. */
function simulate(seed: number, slices: boolean) {
  const random = randomFrom(seed)
  const handled: number[] = []
  const failures = new Map<number, number>()
  const running = new Set<string>()
  const problems: string[] = []
  const group = { position: 0, generation: 0 }
  let paused = 0
  let pausedForEver = false

  async function handle(raw: RawRecord): Promise<Outcome> {
    const key = raw.key?.toString()
    if (key !== undefined && running.has(key)) problems.push(`${raw.offset}: another event of ${key} is running`)
    if (key !== undefined) running.add(key)
    if (random() < 0.7) await sleep(random() * 6)
    if (key !== undefined) running.delete(key)
    const index = Number(raw.offset)
    const times = failures.get(index) ?? 0
    if (random() < 0.1 && times < 3) {
      failures.set(index, times + 1)
      return 1 + random() * 3
    }
    handled.push(index)
    return SETTLED
  }
  const handler: Handler = {
    handle(raw, place) {
      if (place.topic !== 't') problems.push(`wrong place ${place.topic}`)
      if (random() < 0.5) return handle(raw)
      const key = raw.key?.toString()
      if (key !== undefined && running.has(key)) problems.push(`${raw.offset}: overtakes ${key}`)
      handled.push(Number(raw.offset))
      return SETTLED
    },
    prepare: async (raw, place) =>
      random() < 0.1 ? (handled.push(Number(raw.offset)), SETTLED) : new Call(raw, place, 0),
    async handleMany(calls) {
      await sleep(random() * 6)
      if (random() < 0.4) return null
      if (random() < 0.2) return 2
      handled.push(...calls.map(({ raw }) => Number(raw.offset)))
      return SETTLED
    },
  }
  const worker: Worker = createWorker({
    handler,
    calls: createRunningCalls(10_000),
    concurrency: 4,
    batchEvents: 7,
    budgetMs: 4,
    slices,
    control: {
      pause(_topic, _partition, forMs) {
        pausedForEver = forMs === null
        paused = performance.now() + (forMs ?? 0)
      },
      resume() {
        pausedForEver = false
        paused = 0
      },
    },
  })
  const resolveFor = (ours: number) => (offset: string) => {
    if (ours !== group.generation) return
    group.position = Math.max(group.position, Number(offset) + 1)
    const known = new Set(handled)
    for (let index = 0; index < group.position; index += 1)
      if (!known.has(index)) problems.push(`resolved ${offset}, but ${index} was not handled`)
  }

  return {
    handled,
    problems,
    async run() {
      worker.joined([{ topic: 't', partition: 0 }])
      for (let turn = 0; group.position < RECORDS && turn < 4000 && problems.length === 0; turn += 1) {
        if (pausedForEver || performance.now() < paused) {
          await sleep(1)
          continue
        }
        const ours = group.generation
        const batch: GroupBatch = {
          topic: 't',
          partition: 0,
          records: records.slice(group.position, group.position + 25),
          highWatermark: String(RECORDS),
          live: () => ours === group.generation,
          resolve: resolveFor(ours),
          commit: async () => undefined,
        }
        const work = worker.work(batch)
        if (random() < 0.1) {
          await sleep(random() * 4)
          group.generation += 1
          pausedForEver = false
          paused = 0
          worker.joined([{ topic: 't', partition: 0 }])
        }
        await work
      }
      await worker.drain(1000)
      return group.position
    },
  }
}

test.each([false, true])(
  'whatever handlers do: nothing unhandled is resolved, keys keep their order (slices: %s)',
  async (slices) => {
    const simulations = Array.from({ length: 40 }, (_, seed) => simulate(seed + 1, slices))
    const positions = await Promise.all(simulations.map((each) => each.run()))
    expect(simulations.flatMap(({ problems }) => problems)).toEqual([])
    expect(new Set(positions)).toEqual(new Set([RECORDS]))
    for (const { handled } of simulations) expect(new Set(handled).size).toBe(RECORDS)
  },
)

test('while nothing fails nothing is handled twice, and those of a key are handled in order', async () => {
  const handled: number[] = []
  const worker = createWorker({
    handler: {
      async handle(raw) {
        await sleep(Number(raw.offset) % 3)
        handled.push(Number(raw.offset))
        return SETTLED
      },
      prepare: () => Promise.reject(new Error('not asked for')),
      handleMany: () => Promise.reject(new Error('not asked for')),
    },
    calls: createRunningCalls(10_000),
    concurrency: 8,
    batchEvents: 7,
    budgetMs: 10_000,
    slices: false,
    control: { pause: () => undefined, resume: () => undefined },
  })
  worker.joined([{ topic: 't', partition: 0 }])
  const resolved: string[] = []
  await worker.work({
    topic: 't',
    partition: 0,
    records,
    highWatermark: String(RECORDS),
    live: () => true,
    resolve: (offset) => void resolved.push(offset),
    commit: async () => undefined,
  })
  expect(resolved).toEqual([String(RECORDS - 1)])
  expect(handled.toSorted((a, b) => a - b)).toEqual(records.map((_, index) => index))
  for (const key of ['k0', 'k1', 'k2', 'k3', 'k4']) {
    const ofKey = handled.filter((index) => records[index]?.key?.toString() === key)
    expect(ofKey).toEqual(ofKey.toSorted((a, b) => a - b))
  }
  expect(worker.reading()).toMatchObject({ inFlight: 0, lagRecords: 0, lagSeconds: 0 })
})
