import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLog } from '../observe/index.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import { createLease, createStore } from './index.ts'
import type { Lease, Queryable, Store } from './index.ts'

const log = createLog({ level: 'silent' })
const soon = { withinMs: 10_000 }
const times = { holdMs: 1_500, renewMs: 100 }

let store: Store

beforeAll(async () => {
  store = createStore({ url: stack().databaseUrl, service: 'leases', migrations: [], log })
  await store.start()
  await store.query('SELECT 1')
})
afterAll(() => store.stop())

/** A store that can be cut off from one holder. */
function cuttable(): Queryable & { isCut: boolean } {
  return {
    isCut: false,
    query(text, values) {
      return this.isCut ? Promise.reject(new Error('cut')) : store.query(text, values)
    },
  }
}

const holders = (leases: readonly Lease[]) => leases.filter((lease) => lease.held())

test('one has it at a time; the next one gets it at once when it is given back, with a higher epoch', async () => {
  const leases = [1, 2, 3].map(() => createLease(store, 'given back', times))
  await Promise.all(leases.map((lease) => lease.start()))
  await eventually(() => expect(holders(leases)).toHaveLength(1), soon)
  const [first] = holders(leases) as [Lease]
  expect(first.epoch).toBe(1)
  expect(first.leftMs()).toBeGreaterThan(0)
  expect(first.leftMs()).toBeLessThanOrEqual(times.holdMs)
  await first.stop()
  expect(first.leftMs()).toBe(0)
  await eventually(() => expect(holders(leases)).toHaveLength(1), { withinMs: 1_000 })
  expect(holders(leases)[0]?.epoch).toBe(2)
  await Promise.all(leases.map((lease) => lease.stop()))
  expect(holders(leases)).toEqual([])
})

test('it is kept while it is renewed', async () => {
  const said: string[] = []
  const lease = createLease(store, 'kept', {
    holdMs: 400,
    renewMs: 50,
    gained: (epoch) => said.push(`gained ${epoch}`),
    lost: () => said.push('lost'),
  })
  await lease.start()
  await eventually(() => expect(lease.held()).toBe(true), soon)
  const since = performance.now()
  // Longer than it holds by itself.
  await eventually(() => expect(performance.now() - since).toBeGreaterThan(1_000), soon)
  expect(lease.held()).toBe(true)
  await lease.stop()
  expect(said).toEqual(['gained 1', 'lost'])
})

test('a holder that is cut off stops before the next one starts', async () => {
  const roads = [cuttable(), cuttable()]
  const leases = roads.map((road) => createLease(road, 'cut off', times))
  await Promise.all(leases.map((lease) => lease.start()))
  await eventually(() => expect(holders(leases)).toHaveLength(1), soon)
  const old = leases.findIndex((lease) => lease.held())
  roads[old]!.isCut = true
  let most = 0
  await eventually(() => {
    most = Math.max(most, holders(leases).length)
    expect(leases[1 - old]?.held()).toBe(true)
  }, soon)
  expect(most).toBe(1)
  expect(leases[old]?.held()).toBe(false)
  expect(leases[1 - old]?.epoch).toBe(2)
  roads[old]!.isCut = false
  await Promise.all(leases.map((lease) => lease.stop()))
})
