import pg from 'pg'

import { unavailable } from '../failure/index.ts'
import type { StoreLimits } from './limits.ts'
import { lend } from './session.ts'
import type { Session } from './session.ts'
import { valueTypes } from './value-types.ts'

export interface ConnectionsOptions {
  readonly url: string
  readonly service: string
  readonly schema: string
  readonly limits: StoreLimits
  /** Told about every statement that failed, and every connection that could not be had. */
  readonly failed: (error: unknown) => void
}

/** A pool of connections into one schema. */
export interface Connections {
  /** Lends a connection of the pool. `unavailable` when there is none within the time. */
  use<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** A connection beside the pool, for work that may take long. */
  useAlone<T>(work: (session: Session) => Promise<T>): Promise<T>
  readonly inUse: number
  readonly waiting: number
  close(): Promise<void>
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { limits, failed } = options
  const pool = new pg.Pool({ ...clientConfig(options), max: limits.connections, idleTimeoutMillis: 30_000 })
  const refused = (cause: unknown): never => {
    const error = unavailable(cause)
    failed(error)
    throw error
  }
  // An idle connection that breaks has left the pool already.
  pool.on('error', () => {})
  // The pool lends a new connection before anybody can listen to it. If it breaks in that moment, its first statement
  // says so; without a listener the process would end.
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    async use(work) {
      const client = await pool.connect().catch(refused)
      return lend(client, work, { failed, giveBack: (broken) => client.release(broken) })
    },
    async useAlone(work) {
      const client = new pg.Client({ ...clientConfig(options), statement_timeout: 0, query_timeout: 0 })
      client.on('error', () => {})
      try {
        await client.connect().catch(refused)
        return await lend(client, work, { failed, giveBack: () => {} })
      } finally {
        await client.end().catch(() => {})
      }
    },
    get inUse() {
      return pool.totalCount - pool.idleCount
    },
    get waiting() {
      return pool.waitingCount
    },
    close: () => pool.end(),
  }
}

function clientConfig({ url, service, schema, limits }: ConnectionsOptions): pg.ClientConfig {
  const address = new URL(url)
  const given = address.searchParams.get('options')
  // What the address says would replace ours.
  address.searchParams.delete('options')
  const settings = { search_path: schema, timezone: 'UTC', default_transaction_isolation: 'read\\ committed' }
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  return {
    connectionString: address.href,
    application_name: `wabastream-${service}`,
    options: [...(given === null ? [] : [given]), ...ours].join(' '),
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    query_timeout: limits.answerMs,
    idle_in_transaction_session_timeout: limits.idleTransactionMs,
    keepAlive: true,
    types: valueTypes,
  }
}
