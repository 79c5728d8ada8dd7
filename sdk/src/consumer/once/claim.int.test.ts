import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createLog } from '../../observe/index.ts'
import { createStore } from '../../store/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import { stack } from '../../testing/vitest/index.ts'
import { claim, claimAll } from './index.ts'

const log = createLog({ level: 'silent' })
const migrations = [{ name: '0001', sql: 'CREATE TABLE effects (id text NOT NULL)' }]

let store: Store

beforeAll(async () => {
  store = createStore({ url: stack().databaseUrl, service: 'once', migrations, log })
  await store.start()
  await store.query('SELECT 1')
})
afterAll(() => store.stop())

const effects = async (id: string) => (await store.query('SELECT FROM effects WHERE id = $1', [id])).length

async function handle(tx: Tx, id: string, scope = 'group'): Promise<boolean> {
  const isNew = await claim(tx, scope, id)
  if (isNew) await tx.query('INSERT INTO effects VALUES ($1)', [id])
  return isNew
}

describe('claim', () => {
  test('20 duplicates at once have one effect', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => store.transaction((tx) => handle(tx, 'twenty'))))
    expect(results.filter(Boolean)).toHaveLength(1)
    expect(await effects('twenty')).toBe(1)
  })

  test('what was rolled back is free again, also for one that waits', async () => {
    const first = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const fails = store.transaction(async (tx) => {
      await handle(tx, 'again')
      first.resolve()
      await release.promise
      throw new Error('no')
    })
    await first.promise
    const waits = store.transaction((tx) => handle(tx, 'again'))
    release.resolve()
    await expect(fails).rejects.toThrow('no')
    expect(await waits).toBe(true)
    expect(await effects('again')).toBe(1)
  })

  test('another scope is another claim', async () => {
    expect(await store.transaction((tx) => handle(tx, 'scoped'))).toBe(true)
    expect(await store.transaction((tx) => handle(tx, 'scoped', 'group#replay-1'))).toBe(true)
    expect(await store.transaction((tx) => handle(tx, 'scoped'))).toBe(false)
  })
})

describe('claimAll', () => {
  test('gives those that were not done, and repeats within a batch count once', async () => {
    await store.transaction((tx) => claim(tx, 'batch', 'b'))
    const fresh = await store.transaction((tx) => claimAll(tx, 'batch', ['c', 'a', 'b', 'a']))
    expect([...fresh].toSorted()).toEqual(['a', 'c'])
    expect(await store.transaction((tx) => claimAll(tx, 'batch', ['a', 'b', 'c']))).toEqual(new Set())
    expect(await store.transaction((tx) => claimAll(tx, 'batch', []))).toEqual(new Set())
  })

  test('batches that overlap in any order share their ids', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `id-${n}`)
    const orders = [ids, ids.toReversed(), ids.slice(100).concat(ids.slice(0, 100)), ids.slice(50, 250)]
    const taken = await Promise.all(orders.map((order) => store.transaction((tx) => claimAll(tx, 'overlap', order))))
    expect(taken.flatMap((fresh) => [...fresh]).toSorted()).toEqual(ids.toSorted())
  })
})

// The same function as `claim` calls, at another time.
describe('over midnight', () => {
  const at = async (tx: Tx, id: string, time: string) =>
    (await tx.query('SELECT once_claim($1, $2, $3::timestamptz)', ['clock', [id], time])).length === 1
  const once = (id: string, time: string) => store.transaction((tx) => at(tx, id, time))

  beforeAll(() => store.query(`SELECT make_days('once', '2032-02-20', '2032-03-11')`))

  test.each([
    ['the same day', '2032-03-01T00:00:00Z', '2032-03-01T23:59:59Z'],
    ['just after midnight', '2032-03-01T23:59:59.999Z', '2032-03-02T00:00:00Z'],
    ['in the morning', '2032-03-01T23:59:59Z', '2032-03-02T08:00:00Z'],
    ['eight days later', '2032-03-01T10:00:00Z', '2032-03-09T10:00:00Z'],
  ])('a repetition is found: %s', async (name, first, second) => {
    expect(await once(name, first)).toBe(true)
    expect(await once(name, second)).toBe(false)
  })

  test.each([
    ['before midnight first', '2032-03-04T23:59:59Z', '2032-03-05T00:00:01Z'],
    ['after midnight first', '2032-03-05T00:00:01Z', '2032-03-04T23:59:59Z'],
  ])('of two that are open at once, one waits and learns of the other: %s', async (name, first, second) => {
    const begun = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const one = store.transaction(async (tx) => {
      const isNew = await at(tx, name, first)
      begun.resolve()
      await release.promise
      return isNew
    })
    await begun.promise
    let isDone = false
    const other = once(name, second).finally(() => (isDone = true))
    // A round trip on another connection: had the other one not to wait, it would be over.
    await store.query('SELECT pg_sleep(0.1)')
    expect(isDone).toBe(false)
    release.resolve()
    expect([await one, await other]).toEqual([true, false])
  })
})
