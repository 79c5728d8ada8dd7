import { expect, test, vi } from 'vitest'
import { createState, eachBatch } from './each-batch.ts'
import type { GroupBatch } from './group-config.ts'

const timings = { sessionMs: 1000, heartbeatMs: 5, rebalanceMs: 1000, waitMs: 100, stopMs: 100 }

/** A batch of the partition t/0 in a session that has the partitions given. */
function setUp(assigned: readonly string[]) {
  const resolved: string[] = []
  const worked: GroupBatch[] = []
  const died: Error[] = []
  const state = { ...createState(), generation: 1, assigned: new Set(assigned) }
  const payload = {
    batch: { topic: 't', partition: 0, messages: [], highWatermark: '9' } as never,
    isRunning: () => true,
    isStale: () => false,
    heartbeat: async () => undefined,
    resolveOffset: (offset: string) => void resolved.push(offset),
    commitOffsetsIfNecessary: async () => undefined,
    uncommittedOffsets: () => ({ topics: [] }),
  }
  const config = { timings, died: (error: Error) => void died.push(error) }
  const run = (work: (batch: GroupBatch) => void) =>
    eachBatch(payload, state, {
      ...config,
      async work(batch) {
        worked.push(batch)
        work(batch)
      },
    })
  return { state, payload, config, run, resolved, worked, died }
}

test('records of a partition that is not assigned any more are not handled, and nothing is resolved', async () => {
  const { run, worked } = setUp(['t/1'])
  await run(() => undefined)
  expect(worked).toEqual([])
})

test('what is settled after a rebalance is not resolved', async () => {
  const { state, run, resolved, worked } = setUp(['t/0'])
  await run((batch) => batch.resolve('3'))
  state.generation += 1
  worked[0]?.resolve('4')
  expect(worked[0]?.live()).toBe(false)
  expect(resolved).toEqual(['3'])
})

test('work that throws ends the consumer, and kafkajs does not hear of it', async () => {
  const { run, died } = setUp(['t/0'])
  await run(() => {
    throw new TypeError('bug')
  })
  expect(died).toEqual([new TypeError('bug')])
})

test('a heartbeat that fails reaches kafkajs, and the batch is not live from then on', async () => {
  const { state, payload, config } = setUp(['t/0'])
  const rebalance = new Error('rebalance')
  const wasLive: boolean[] = []
  const running = eachBatch({ ...payload, heartbeat: () => Promise.reject(rebalance) }, state, {
    ...config,
    async work(batch) {
      wasLive.push(batch.live())
      await vi.waitFor(() => expect(batch.live()).toBe(false))
    },
  })
  await expect(running).rejects.toBe(rebalance)
  expect(wasLive).toEqual([true])
})
