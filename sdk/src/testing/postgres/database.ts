import { LocalStackError } from '../local-stack-error.ts'
import { freePorts } from '../ports.ts'
import { lastLines } from '../process/last-lines.ts'
import { openStackData } from '../stack-data.ts'
import { findBinaries } from './binaries.ts'
import type { Way } from './home.ts'
import { postgresFolder, postgresPart } from './postgres-part.ts'
import { startPostgresServer } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'

export interface DatabaseOptions {
  /** Absent: a temporary folder that goes when the database stops. */
  readonly dataDir?: string | undefined
  readonly reset?: boolean | undefined
  /** Wanted port, else the next free one. Absent: any. */
  readonly port?: number | undefined
  readonly ways?: readonly Way[] | undefined
  /** Called when the server ends without having been asked to. */
  readonly onFailure?: ((error: Error) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A PostgreSQL alone, for tests of what happens when it goes. Its address stays the same. */
export interface Database {
  readonly url: string
  /** A clean stop: clients are told. */
  stopServer(): Promise<void>
  /** SIGKILL. */
  killServer(): Promise<void>
  /** Starts it again, on its old port and data. Does nothing when it runs. */
  startServer(): Promise<void>
  /** Stops everything; a temporary folder goes. Calling it again is harmless. */
  stop(): Promise<void>
}

/** Starts an embedded PostgreSQL of one's own. Throws LocalStackError. */
export async function startDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const { dataDir, reset = false, ways } = options
  const found = await findBinaries()
  if ('missing' in found) throw new LocalStackError('nothing_to_run', `No PostgreSQL: ${found.missing}.`)
  const data = await openStackData({ dataDir, reset, source: 'embedded', parts: [postgresPart] })
  const start = async (port: number, signal: AbortSignal): Promise<PostgresServer> =>
    startPostgresServer({
      binaries: found.folder,
      folder: postgresFolder(data.folder),
      port,
      durable: dataDir !== undefined,
      ways,
      signal,
    })
  try {
    const [port] = (await freePorts([options.port])) as [number]
    const server = await start(port, options.signal ?? new AbortController().signal)
    await data.complete()
    return running(server, {
      start: () => start(port, new AbortController().signal),
      release: data.release,
      onFailure: options.onFailure,
    })
  } catch (error) {
    await data.release()
    throw error
  }
}

interface Surroundings {
  readonly start: () => Promise<PostgresServer>
  readonly release: () => Promise<void>
  readonly onFailure: ((error: Error) => void) | undefined
}

function running(first: PostgresServer, { start, release, onFailure }: Surroundings): Database {
  let server: PostgresServer | undefined
  const use = (next: PostgresServer): void => {
    server = next
    void next.ended.then(async () => {
      // Asked to end: it was put aside before.
      if (server !== next) return
      const log = await lastLines(next.logFile)
      onFailure?.(new LocalStackError('server_failed', `${next.name} ended by itself.\n${log}`))
    })
  }
  const end = async (how: 'stop' | 'kill'): Promise<void> => {
    const ending = server
    server = undefined
    await ending?.[how]()
  }
  let stopping: Promise<void> | undefined
  use(first)
  return {
    url: first.url,
    stopServer: () => end('stop'),
    killServer: () => end('kill'),
    startServer: async () => {
      if (server === undefined) use(await start())
    },
    stop: () => (stopping ??= end('stop').then(release)),
  }
}
