import type { Health, Log, Metrics } from '../observe/index.ts'
import type { Part } from '../service/index.ts'
import { baseMigrations } from './base-migrations.ts'
import { createCaretaker } from './caretaker.ts'
import { createConnections } from './connections.ts'
import { codeOf, errorClass, isMissingDay } from './database-error.ts'
import { baseRetention, makeDays } from './days.ts'
import { createKeeper } from './keeper.ts'
import { defaultLimits } from './limits.ts'
import type { StoreLimits } from './limits.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migration.ts'
import type { Queryable, Tx } from './queryable.ts'
import type { Retention } from './retention.ts'
import { schemaOf } from './schema.ts'
import type { Session } from './session.ts'
import { storeMetrics } from './store-metrics.ts'
import { runTransaction } from './transaction.ts'

export interface StoreOptions {
  /** DATABASE_URL: `postgres://user:password@host:5432/database`. */
  readonly url: string
  /** Name of the service; its schema is the same in snake case. */
  readonly service: string
  readonly migrations: readonly Migration[]
  readonly retention?: readonly Retention[]
  readonly log: Log
  readonly health?: Health
  readonly metrics?: Metrics
  readonly limits?: Partial<StoreLimits>
}

/** A service's own tables in PostgreSQL. */
export interface Store extends Part, Queryable {
  /** Name of the service. */
  readonly service: string
  /**
   * Runs `work` in one transaction. A deadlock or a serialization failure rolls it back and runs it again, three times
   * in all: `work` must have no other effects than those in the transaction.
   * @throws like `query`, and what `work` throws; then nothing is kept.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Why it cannot be used now; null when it can. */
  problem(): string | null
}

const attempts = 3

/**
 * A store that connects and brings its tables up to date in the background: `start` returns at once, and a server that
 * is away is tried again for ever. Until it is there, queries wait for 2 s and are then `unavailable`.
 */
export function createStore(options: StoreOptions): Store {
  const { url, service, log, metrics } = options
  const limits = { ...defaultLimits, ...options.limits }
  const schema = schemaOf(service)
  const migrations = [...baseMigrations, ...options.migrations]
  const retention = [...baseRetention, ...(options.retention ?? [])]
  const measures = metrics && storeMetrics(metrics)
  const failed = (error: unknown): void => {
    const kind = errorClass(error)
    measures?.failed(service, kind)
    if (kind === 'unavailable' && !isBusy(error)) keeper.lost(error)
  }
  const connections = createConnections({ url, service, schema, limits, failed })
  const keeper = createKeeper({
    prepare: () =>
      connections.useAlone(async (session) => {
        await migrate(session, schema, migrations)
        await makeDays(session, schema, { retention })
      }),
    explain,
    retryMs: limits.retryMs,
    log,
  })

  const run = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    withRetries(async () => {
      await keeper.ready(limits.connectMs)
      return connections.use(work)
    })
  const query = <R extends object>(text: string, values?: readonly unknown[]): Promise<readonly R[]> =>
    run(async (session) => (await session.query<R>(text, values)).rows)
  const store: Store = {
    name: 'store',
    service,
    query,
    transaction: (work) => run((session) => runTransaction(session, store, work)),
    problem: keeper.problem,
    async start() {
      keeper.start()
      await caretaker.start()
    },
    async stop() {
      // Nobody waits for a server that is away.
      if (keeper.problem() !== null) await keeper.stop()
      await caretaker.stop()
      await keeper.stop()
      measures?.forget(service)
      await connections.close()
    },
  }
  const caretaker = createCaretaker({
    store,
    retention,
    makeDays: () => connections.useAlone((session) => makeDays(session, schema, { retention })),
    log,
  })
  measures?.watch(service, connections)
  options.health?.add(`store of ${service}`, keeper.problem)
  return store
}

/** Runs it again after a deadlock or a serialization failure: PostgreSQL chose one to go on, and rolled this one back. */
async function withRetries<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (errorClass(error) !== 'conflict' || attempt === attempts) throw error
    }
  }
}

/** All connections are lent: that says nothing about the server. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
}

/** For health and logs: what to look at, without an address that may hold a password. */
function explain(error: unknown): string {
  const cause = error instanceof Error && error.name === 'Failure' ? error.cause : error
  if (isMissingDay(cause)) return 'PostgreSQL has no partition for today yet'
  const code = codeOf(cause)
  const said = cause instanceof Error && cause.message !== '' ? cause.message : 'no answer'
  const what =
    errorClass(error) === 'unavailable' ? 'PostgreSQL cannot be reached' : 'PostgreSQL: the tables cannot be made'
  return `${what}: ${said}${code === undefined || said.includes(code) ? '' : ` (${code})`}`
}
