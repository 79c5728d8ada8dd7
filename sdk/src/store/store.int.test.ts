import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Failure } from '../failure/index.ts'
import { createLog, createMetrics } from '../observe/index.ts'
import { stack } from '../testing/vitest/index.ts'
import { createStore, timestamp } from './index.ts'
import type { Migration, Store } from './index.ts'

const log = createLog({ level: 'silent' })
const migrations: readonly Migration[] = [
  {
    name: '0001-letters',
    sql: `CREATE TABLE letters (id text PRIMARY KEY, seen bigint NOT NULL DEFAULT 0, about jsonb, written_at timestamptz);
          CREATE INDEX letters_by_age ON letters (written_at);`,
  },
]

let store: Store
const metrics = createMetrics()

beforeAll(async () => {
  store = createStore({ url: stack().databaseUrl, service: 'letter-box', migrations, log, metrics })
  await store.start()
})
afterAll(() => store.stop())

describe('query', () => {
  test('waits until the tables are there, in the schema of the service', async () => {
    expect(await store.query('SELECT current_schema() AS schema, count(*) AS letters FROM letters')).toEqual([
      { schema: 'letter_box', letters: 0 },
    ])
    expect(store.problem()).toBeNull()
  })

  test('gives numbers, times and JSON as our code wants them', async () => {
    const at = Date.UTC(2026, 0, 31, 9, 30, 0, 123)
    const rows = await store.query(
      `SELECT 9007199254740991::int8 AS whole, 9007199254740993::int8 AS big, $1::timestamptz AS at,
              to_timestamp($2 / 1000.0) AS same, '2026-01-31'::date AS day, '{"a":[1]}'::jsonb AS json,
              ARRAY[1, NULL]::int8[] AS list, ARRAY[$1::timestamptz] AS times, 1.50::numeric AS exact,
              NULL::timestamptz AS never, 'infinity'::timestamptz AS always`,
      [timestamp(at), at],
    )
    expect(rows).toEqual([
      {
        whole: 9_007_199_254_740_991,
        big: 9_007_199_254_740_993n,
        at,
        same: at,
        day: '2026-01-31',
        json: { a: [1] },
        list: [1, null],
        times: [at],
        exact: '1.50',
        never: null,
        always: Number.POSITIVE_INFINITY,
      },
    ])
  })

  test('an error names the rule that was broken, and no value', async () => {
    await store.query(`INSERT INTO letters (id) VALUES ('16505551111')`)
    const broken: unknown = await store
      .query('INSERT INTO letters (id) VALUES ($1)', ['16505551111'])
      .catch((error: unknown) => error)
    expect(broken).toMatchObject({ code: '23505', constraint: 'letters_pkey' })
    expect(JSON.stringify(broken) + String(broken)).not.toContain('16505551111')
    const unread: unknown = await store.query('SELECT $1::int8', ['16505551111 x']).catch((error: unknown) => error)
    expect(unread).toMatchObject({ code: '22P02' })
    expect(JSON.stringify(unread) + String(unread)).not.toContain('16505551111')
    expect(await metrics.metrics()).toContain(
      'wabastream_store_errors_total{service="letter-box",class="constraint"} 1',
    )
  })
})

describe('transaction', () => {
  test('is kept as a whole, and says so', async () => {
    const said: string[] = []
    const seen = await store.transaction(async (tx) => {
      tx.afterCommit(() => said.push('kept'))
      await tx.query(`INSERT INTO letters (id) VALUES ('whole')`)
      expect(await store.query(`SELECT FROM letters WHERE id = 'whole'`)).toHaveLength(0)
      return tx.query(`SELECT id FROM letters WHERE id = 'whole'`)
    })
    expect(seen).toEqual([{ id: 'whole' }])
    expect(said).toEqual(['kept'])
    expect(await store.query(`SELECT FROM letters WHERE id = 'whole'`)).toHaveLength(1)
  })

  test('keeps nothing when the work throws, and the connection stays good', async () => {
    const said: string[] = []
    const work = store.transaction(async (tx) => {
      tx.afterCommit(() => said.push('kept'))
      await tx.query(`INSERT INTO letters (id) VALUES ('half')`)
      throw new RangeError('no')
    })
    await expect(work).rejects.toThrow(RangeError)
    expect(said).toEqual([])
    expect(await store.query(`SELECT FROM letters WHERE id = 'half'`)).toHaveLength(0)
  })

  test('throws what a statement said, also when the work did not look', async () => {
    const work = store.transaction(async (tx) => {
      await tx.query(`INSERT INTO letters (id) VALUES ('unseen')`)
      await tx.query('SELECT 1 / 0').catch(() => {})
    })
    await expect(work).rejects.toMatchObject({ code: '22012' })
    expect(await store.query(`SELECT FROM letters WHERE id = 'unseen'`)).toHaveLength(0)
  })

  test('statements that were started side by side run one by one', async () => {
    const sums = await store.transaction((tx) =>
      Promise.all([1, 2, 3].map((n) => tx.query<{ n: number }>('SELECT $1::int AS n', [n]))),
    )
    expect(sums.flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  test('refuses a statement that comes too late', async () => {
    const late = await store.transaction(async (tx) => tx)
    await expect(late.query('SELECT 1')).rejects.toThrow('the transaction is over'.replace('the', 'The'))
  })

  test('after a deadlock it is run again', async () => {
    await store.query(`INSERT INTO letters (id) VALUES ('a'), ('b')`)
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let runs = 0
    const work = (first: string, second: string, index: number) =>
      store.transaction(async (tx) => {
        runs += 1
        await tx.query('UPDATE letters SET seen = seen + 1 WHERE id = $1', [first])
        both[index]?.resolve()
        await Promise.all(both.map(({ promise }) => promise))
        await tx.query('UPDATE letters SET seen = seen + 1 WHERE id = $1', [second])
      })
    await Promise.all([work('a', 'b', 0), work('b', 'a', 1)])
    expect(runs).toBe(3)
    expect(await store.query(`SELECT seen FROM letters WHERE id IN ('a', 'b')`)).toEqual([{ seen: 2 }, { seen: 2 }])
  })
})

describe('without a server', () => {
  test('it starts, says why it is not ready, and queries are unavailable in time', async () => {
    const away = createStore({ url: 'postgres://nobody@127.0.0.1:9/none', service: 'away', migrations: [], log })
    await away.start()
    const since = performance.now()
    const error: unknown = await away.query('SELECT 1').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ kind: 'unavailable' })
    expect(performance.now() - since).toBeLessThan(4_000)
    expect(away.problem()).toMatch(/^PostgreSQL cannot be reached: .*ECONNREFUSED/)
    await away.stop()
  })
})
