import { createApi, type Api } from '../../http/index.ts'
import { createLog, createMetrics } from '../../observe/index.ts'
import { createStore, type Migration, type Store } from '../../store/index.ts'
import { askApi } from './ask-api.ts'

export interface ServiceKitOptions {
  /** An empty database: `stack().databaseUrl`. */
  readonly databaseUrl: string
  readonly service: string
  readonly migrations: readonly Migration[]
  readonly addRoutes: (api: Api, store: Store) => void
}

/** The tables and the API of a service, without its consumer: a real database, and a free port of this machine. */
export async function startServiceKit({ databaseUrl, service, migrations, addRoutes }: ServiceKitOptions) {
  const log = createLog({ level: 'silent' })
  const store = createStore({ url: databaseUrl, service, migrations, log })
  await store.start()
  const api = createApi({ host: '127.0.0.1', port: 0, title: service, log, metrics: createMetrics() })
  addRoutes(api, store)
  const address = await api.listen()
  return {
    store,
    ...askApi(address),
    /** Incidents that are open, as `severity rule subject`. */
    async openIncidents(): Promise<readonly string[]> {
      const rows = await store.query<{ severity: string; rule: string; subject: string }>(
        `select severity, rule, subject from incidents where state = 'open' order by rule, subject`,
      )
      return rows.map(({ severity, rule, subject }) => `${severity} ${rule} ${subject}`)
    },
    async stop(): Promise<void> {
      await api.close()
      await store.stop()
    },
  }
}
