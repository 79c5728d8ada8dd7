import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { childEnvironment } from '../../config/index.ts'
import { processIdentity } from '../process/process-identity.ts'
import { eventually } from '../vitest/index.ts'
import { startDatabase } from './database.ts'
import type { Database, DatabaseOptions } from './database.ts'

let home: string
let dataDir: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'wabastream-postgres-'))
  // A home that nobody else may enter.
  await chmod(home, 0o700)
  dataDir = join(home, 'data')
})
afterEach(() => rm(home, { recursive: true, force: true }))

async function withDatabase<T>(use: (database: Database) => Promise<T>, options: DatabaseOptions = {}): Promise<T> {
  const database = await startDatabase({ dataDir, ...options })
  try {
    return await use(database)
  } finally {
    await database.stop()
  }
}

async function query(url: string, text: string): Promise<readonly object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<object>(text)).rows
  } finally {
    await client.end()
  }
}

const serverPid = async () =>
  (JSON.parse(await readFile(join(dataDir, 'postgres', 'postgres.pid'), 'utf8')) as { pid: number }).pid

describe('startDatabase', { timeout: 60_000 }, () => {
  test('the data outlives the server; only this machine gets in, with the password', async () => {
    const port = await withDatabase(async ({ url }) => {
      await query(url, 'CREATE TABLE kept AS SELECT 1 AS one')
      expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
      await expect(query(url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
      expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600)
      return Number(new URL(url).port)
    })
    await withDatabase(async ({ url }) => expect(await query(url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]), {
      port,
    })
    await withDatabase(
      async ({ url }) => expect(query(url, 'SELECT FROM kept')).rejects.toMatchObject({ code: '42P01' }),
      {
        reset: true,
      },
    )
  })

  test('a stop does not wait for clients', async () => {
    const database = await startDatabase({ dataDir })
    const client = new pg.Client({ connectionString: database.url })
    client.on('error', () => {})
    await client.connect()
    const since = performance.now()
    await database.stop()
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  test('a killed owner leaves no server, and its data can be used at once', async () => {
    const module = JSON.stringify(new URL('./database.ts', import.meta.url).href)
    const program = `import { startDatabase } from ${module}
      process.stdout.write((await startDatabase({ dataDir: ${JSON.stringify(dataDir)} })).url)`
    const owner = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program], {
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [url] = (await once(owner.stdout, 'data')) as [Buffer]
    await query(String(url), 'CREATE TABLE kept AS SELECT 2 AS two')
    const pid = await serverPid()
    const ended = once(owner, 'exit')
    owner.kill('SIGKILL')
    await ended
    await withDatabase(async (next) => {
      expect(await processIdentity(pid)).toBeUndefined()
      expect(await query(next.url, 'SELECT two FROM kept')).toEqual([{ two: 2 }])
    })
  })

  test('a server that dies is told to the owner, and leaves data that can be used at once', async () => {
    const failure = Promise.withResolvers<Error>()
    await withDatabase(
      async ({ url }) => {
        await query(url, 'CREATE TABLE kept AS SELECT 3 AS three')
        process.kill(await serverPid(), 'SIGKILL')
        expect((await failure.promise).message).toContain('PostgreSQL ended by itself')
      },
      { onFailure: failure.resolve },
    )
    await withDatabase(async ({ url }) => expect(await query(url, 'SELECT three FROM kept')).toEqual([{ three: 3 }]))
  })
})

describe.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')('as root', { timeout: 60_000 }, () => {
  test.each([
    ['in a namespace', ['namespace'], false],
    ['as another user, who may not enter the home', ['user'], true],
  ] as const)('%s', async (_, ways, isElsewhere) => {
    const where = () => readdir('/var/lib/wabastream').catch(() => [])
    const before = await where()
    for (const reset of [true, false])
      await withDatabase(({ url }) => query(url, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one'), { ways, reset })
    expect((await where()).length - before.length).toBe(isElsewhere ? 1 : 0)
    // Whatever way: the data is found again, and goes as a whole.
    await withDatabase(async ({ url }) => expect(await query(url, 'SELECT one FROM kept')).toHaveLength(1))
    await withDatabase(async () => undefined, { reset: true, ways: ['namespace'] })
    expect(await where()).toEqual(before)
  })

  test('when no way is open the error says what to do', async () => {
    await expect(startDatabase({ dataDir, ways: [] })).rejects.toThrow('set DATABASE_URL')
    await eventually(() => readdir(dataDir), { withinMs: 1_000 })
  })
})
