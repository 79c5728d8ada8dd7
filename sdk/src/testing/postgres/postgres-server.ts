import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { waitForServer } from '../embedded/wait-for-server.ts'
import { lastLines } from '../process/last-lines.ts'
import { startServerProcess } from '../process/server-process.ts'
import type { ServerProcess } from '../process/server-process.ts'
import { databaseAnswers, databaseUrl } from './database-answers.ts'
import { openHome } from './home.ts'
import type { Home, Way } from './home.ts'
import { initDatabase } from './init-database.ts'
import { passwordIn } from './password.ts'
import { postgresFiles } from './postgres-part.ts'

const graceMs = 10_000
/** How long backends of a killed server may take to notice. */
const orphansWithinMs = 5_000

export interface PostgresServerOptions {
  /** Folder with `bin`, `lib` and `share`: see findBinaries. */
  readonly binaries: string
  /** Folder of this server: password, log, data. */
  readonly folder: string
  readonly port: number
  /**
   * Keeps the data also when the machine crashes. What goes at the stop needs no such care, and is faster; what was
   * committed outlives a killed server all the same.
   */
  readonly durable: boolean
  readonly ways?: readonly Way[] | undefined
  readonly signal: AbortSignal
}

/** A running server, and how to reach it. */
export interface PostgresServer extends ServerProcess {
  readonly url: string
}

/** Starts PostgreSQL, making its data if the folder is new, and resolves when it takes connections. */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { folder, port, signal } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const home = await openHome(options)
  const password = await passwordIn(folder)
  await initDatabase(home, password, signal)
  const url = databaseUrl({ port, password })
  const until = Date.now() + orphansWithinMs
  for (;;) {
    signal.throwIfAborted()
    const server = await startServerProcess(specOf(options, home))
    try {
      await waitForServer(server, () => databaseAnswers(url), signal)
      return { ...server, url }
    } catch (error) {
      const log = await lastLines(server.logFile)
      if (Date.now() > until || !log.includes('pre-existing shared memory block')) throw error
    }
  }
}

function specOf({ folder, port, durable }: PostgresServerOptions, { runner, binaries, data }: Home) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 300,
    shared_buffers: '64MB',
    // Statements that fail are logged without the values they were about.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    lc_messages: 'C',
    log_timezone: 'UTC',
    timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...args] = [...runner.prefix, join(binaries, 'bin', 'postgres'), '-D', data, ...flags]
  return {
    name: 'PostgreSQL',
    command,
    args,
    logFile: join(folder, 'postgres.log'),
    pidFile: join(folder, postgresFiles.pidFile),
    graceMs,
    stopSignal: postgresFiles.stopSignal,
    user: runner.user,
  }
}
