import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { expect, test } from 'vitest'

import { childEnvironment } from '../config/index.ts'
import { createHealth, createLog } from '../observe/index.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import { createStore } from './index.ts'
import type { Migration, Store } from './index.ts'

const log = createLog({ level: 'silent' })
const url = stack().databaseUrl
const soon = { withinMs: 20_000 }
const first: Migration = { name: '0001', sql: 'CREATE TABLE steps (name text); INSERT INTO steps VALUES ($$first$$)' }
const second: Migration = { name: '0002', sql: `INSERT INTO steps VALUES ('second')` }

async function withStore<T>(service: string, migrations: readonly Migration[], use: (store: Store) => Promise<T>) {
  const store = createStore({ url, service, migrations, log })
  await store.start()
  try {
    return await use(store)
  } finally {
    await store.stop()
  }
}

const steps = (store: Store) => store.query('SELECT name FROM steps ORDER BY name')

test('each step runs once, in order, also when many start at once', async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => withStore('many', [first], steps)))
  for (const found of all) expect(found).toEqual([{ name: 'first' }])
  expect(await withStore('many', [first, second], steps)).toEqual([{ name: 'first' }, { name: 'second' }])
  // An older version may run beside a newer one.
  expect(await withStore('many', [first], steps)).toHaveLength(2)
})

test('each step runs once, also when two processes start at once', async () => {
  const codes = await Promise.all([1, 2].map(() => startElsewhere()))
  expect(codes).toEqual([0, 0])
  expect(await withStore('processes', [first, second], steps)).toEqual([{ name: 'first' }, { name: 'second' }])
})

test('a step that was edited after it had run keeps the store out of service, and is named', async () => {
  await withStore('edited', [first], steps)
  const health = createHealth()
  const changed = { ...first, sql: `${first.sql}; SELECT 1` }
  const store = createStore({ url, service: 'edited', migrations: [changed], log, health })
  await store.start()
  await eventually(() => expect(store.problem()).toContain('The migration 0001 was changed after it had run'), soon)
  expect(Object.values(health.problems())).toEqual([store.problem()])
  await store.stop()
})

test('spaces may change', async () => {
  await withStore('spaces', [first], steps)
  await withStore('spaces', [{ ...first, sql: `\n  ${first.sql.replaceAll(' ', '\n   ')}\n` }], steps)
})

test('a step that fails leaves nothing behind, and is tried again', async () => {
  const broken = { name: '0002', sql: 'CREATE TABLE half (a int); SELECT nothing FROM nowhere' }
  const store = createStore({ url, service: 'broken', migrations: [first, broken], log })
  await store.start()
  await eventually(() => expect(store.problem()).toContain('relation "nowhere" does not exist'), soon)
  await store.stop()
  await withStore('broken', [first], async (working) => {
    expect(await steps(working)).toEqual([{ name: 'first' }])
    expect(await working.query(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }])
  })
})

test('names of steps are unique', async () => {
  const store = createStore({ url, service: 'twice', migrations: [first, first], log })
  await store.start()
  await eventually(() => expect(store.problem()).toContain('Two migrations are called 0001'), soon)
  await store.stop()
})

async function startElsewhere(): Promise<number | null> {
  const modules = { store: './index.ts', log: '../observe/index.ts' } as const
  const [index, observe] = Object.values(modules).map((path) => JSON.stringify(new URL(path, import.meta.url).href))
  const program = `import { createStore } from ${index}
    import { createLog } from ${observe}
    const migrations = ${JSON.stringify([first, second])}
    const store = createStore({ url: process.env.DATABASE_URL, service: 'processes', migrations, log: createLog({ level: 'warn' }) })
    await store.start()
    await store.query('SELECT FROM steps')
    await store.stop()`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
    env: childEnvironment({ DATABASE_URL: url }),
    stdio: 'inherit',
  })
  await once(child, 'exit')
  return child.exitCode
}
