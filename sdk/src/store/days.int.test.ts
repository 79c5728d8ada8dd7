import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { createLog } from '../observe/index.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import { createConnections } from './connections.ts'
import type { Connections } from './connections.ts'
import { makeDays, removeOld } from './days.ts'
import { createStore } from './index.ts'
import type { Retention, Store } from './index.ts'
import { defaultLimits } from './limits.ts'

const log = createLog({ level: 'silent' })
const url = stack().databaseUrl
const signal = new AbortController().signal
const visits: Retention = { table: 'visits', days: 2 }
// Made by a test, so that the store does not care for it itself.
const calls: Retention = { table: 'calls', days: 2 }
const letters: Retention = { table: 'letters', days: 10, by: 'delete', column: 'written_at' }

let store: Store
let connections: Connections

beforeAll(async () => {
  store = createStore({
    url,
    service: 'days',
    migrations: [
      {
        name: '0001',
        sql: `CREATE TABLE visits (day date NOT NULL DEFAULT CURRENT_DATE, who text NOT NULL CHECK (who <> ''),
                longer text GENERATED ALWAYS AS (who || '!') STORED, PRIMARY KEY (who, day)) PARTITION BY RANGE (day);
              CREATE TABLE letters (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, written_at timestamptz NOT NULL);
              CREATE INDEX letters_by_age ON letters (written_at);`,
      },
    ],
    retention: [visits, letters],
    log,
  })
  connections = createConnections({ url, service: 'days', schema: 'days', limits: defaultLimits, failed: () => {} })
  await store.start()
  await store.query('SELECT 1')
})
afterAll(async () => {
  await connections.close()
  await store.stop()
})

const make = (today: string, retention = [calls]) =>
  connections.use((session) => makeDays(session, 'days', { retention, today }))
const daysOf = async (table: string) =>
  (await store.query<{ day: string }>('SELECT day FROM days_of($1)', [table])).map(({ day }) => day)

describe('days', () => {
  test('the store makes yesterday, today and two days ahead', async () => {
    const expected = await store.query<{ day: string }>(
      `SELECT generate_series(CURRENT_DATE - 1, CURRENT_DATE + 2, '1 day')::date AS day`,
    )
    for (const table of ['visits', 'once', 'outbox'])
      expect(await daysOf(table)).toEqual(expected.map(({ day }) => day))
    await store.query(`INSERT INTO visits (who) VALUES ('me')`)
    expect(await store.query('SELECT longer FROM visits')).toEqual([{ longer: 'me!' }])
  })

  test('over midnight one comes, and the oldest goes with its rows', async () => {
    await store.query('CREATE TABLE calls (day date NOT NULL, who text NOT NULL) PARTITION BY RANGE (day)')
    await make('2031-12-30')
    await make('2031-12-30')
    expect(await daysOf('calls')).toEqual(['2031-12-29', '2031-12-30', '2031-12-31', '2032-01-01'])
    await store.query(`INSERT INTO calls SELECT day, 'me' FROM days_of('calls')`)
    await make('2032-01-01')
    expect(await removeOld(store, calls, { today: '2032-01-01', signal })).toEqual({ table: 'calls', removed: 1 })
    expect(await daysOf('calls')).toEqual(['2031-12-30', '2031-12-31', '2032-01-01', '2032-01-02', '2032-01-03'])
    expect(await store.query('SELECT count(*) AS rows FROM calls')).toEqual([{ rows: 3 }])
  })

  test('a day is made while others write, and dropped when they let it', async () => {
    await store.transaction(async (tx) => {
      await tx.query(`INSERT INTO calls VALUES ('2032-01-01', 'writing')`)
      await make('2032-01-02')
      // A busy table is left alone after a second, and does not stop anything.
      await expect(removeOld(store, calls, { today: '2032-01-03', signal })).rejects.toMatchObject({ code: '55P03' })
    })
    expect(await removeOld(store, calls, { today: '2032-01-03', signal })).toMatchObject({ removed: 2 })
  })

  test('a day of the outbox that is not empty stays', async () => {
    await make('2032-01-10', [{ table: 'outbox', days: 1 }])
    await store.query(
      `INSERT INTO outbox (day, topic, partition, headers, written_at) VALUES ('2032-01-10', 't', 0, '{}', now())`,
    )
    const today = '2032-03-01'
    await removeOld(store, { table: 'outbox', days: 1 }, { today, signal })
    expect(await daysOf('outbox')).toEqual(['2032-01-10'])
    await store.query('DELETE FROM outbox')
    await removeOld(store, { table: 'outbox', days: 1 }, { today, signal })
    expect(await daysOf('outbox')).toEqual([])
    await connections.use((session) => makeDays(session, 'days', { retention: [{ table: 'outbox', days: 1 }] }))
  })

  test('rows of an ordinary table go in steps', async () => {
    await store.query(
      `INSERT INTO letters (written_at) SELECT '2032-01-01'::timestamptz + n * interval '1 minute' FROM generate_series(0, 2879) n`,
    )
    // Ten whole days before the 12th: the first of January goes, the second stays.
    expect(await removeOld(store, letters, { today: '2032-01-12', signal })).toEqual({
      table: 'letters',
      removed: 1440,
    })
    expect(await store.query('SELECT count(*) AS rows FROM letters')).toEqual([{ rows: 1440 }])
  })

  test('a store that missed its days is unavailable for a moment and makes them', async () => {
    await store.query(`SELECT drop_day(part, false) FROM days_of('once')`)
    const write = () => store.query(`INSERT INTO once (day, scope, id) VALUES (CURRENT_DATE, 'days', 'late')`)
    await expect(write()).rejects.toMatchObject({ kind: 'unavailable' })
    await eventually(write, { withinMs: 5_000 })
    expect(store.problem()).toBeNull()
  })
})
