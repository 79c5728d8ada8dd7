import { afterAll, beforeAll, expect, test } from 'vitest'

import { createLog } from '../observe/index.ts'
import { startDatabase, startProxy } from '../testing/index.ts'
import type { Database, Proxy } from '../testing/index.ts'
import { eventually } from '../testing/vitest/index.ts'
import { createStore } from './index.ts'
import type { Store } from './index.ts'

const log = createLog({ level: 'silent' })
const migrations = [{ name: '0001', sql: 'CREATE TABLE notes (id bigint PRIMARY KEY)' }]
const soon = { withinMs: 20_000 }

let database: Database
let proxy: Proxy
let store: Store

beforeAll(async () => {
  database = await startDatabase()
  const { port } = new URL(database.url)
  proxy = await startProxy({ host: '127.0.0.1', port: Number(port) })
  const url = database.url.replace(`:${port}/`, `:${proxy.port}/`)
  const limits = { retryMs: 50, connectMs: 1_000, answerMs: 1_000 }
  store = createStore({ url, service: 'away', migrations, log, limits })
  await store.start()
  await store.query('SELECT FROM notes')
})
afterAll(async () => {
  await store.stop()
  await proxy.close()
  await database.stop()
})

const isBack = () => eventually(() => store.query('SELECT FROM notes'), soon)

async function isAway(work: () => Promise<unknown>): Promise<void> {
  await expect(work()).rejects.toMatchObject({ kind: 'unavailable' })
  await eventually(() => expect(store.problem()).toMatch(/^PostgreSQL cannot be reached/), soon)
}

test('a server that stops in a transaction: nothing is kept, and the store is back when the server is', async () => {
  await isAway(() =>
    store.transaction(async (tx) => {
      await tx.query('INSERT INTO notes VALUES (1)')
      await database.stopServer()
      await tx.query('INSERT INTO notes VALUES (2)')
    }),
  )
  await expect(store.query('SELECT 1')).rejects.toMatchObject({ kind: 'unavailable' })
  await database.startServer()
  await isBack()
  expect(store.problem()).toBeNull()
  expect(await store.query('SELECT id FROM notes')).toEqual([])
})

test('a server that is killed keeps what was committed', async () => {
  await store.query('INSERT INTO notes VALUES (3)')
  await database.killServer()
  await isAway(() => store.query('SELECT FROM notes'))
  await database.startServer()
  await isBack()
  expect(await store.query('SELECT id FROM notes')).toEqual([{ id: 3 }])
})

test('a server that says nothing more is unavailable too', async () => {
  proxy.freeze()
  await isAway(() => store.query('SELECT FROM notes'))
  await proxy.thaw()
  await isBack()
})

test('connections that are cut between two statements are replaced', async () => {
  await Promise.all([1, 2, 3].map(() => store.query('SELECT pg_sleep(0.05)')))
  proxy.cut()
  await isBack()
})
