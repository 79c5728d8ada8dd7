import type { Alert } from '@wabastream/schemas'
import type { Consumed, Replay } from '@wabastream/sdk/consumer'
import { createLog, createMetrics } from '@wabastream/sdk/observe'
import type { Store } from '@wabastream/sdk/store'
import { startServiceKit } from '@wabastream/sdk/testing/service'
import type { Destination } from '../destinations/destination.ts'
import { migrations } from '../migrations/index.ts'
import { createDeliver } from '../notifications/deliver.ts'
import { createHandleAlert } from '../notifications/handle-alert.ts'
import { sendDue } from '../notifications/held-notifications.ts'
import { createMeasures } from '../notifications/measures.ts'
import { addRoutes } from '../routes/index.ts'
import { createHttp } from '../send/http.ts'
import { createNotify, type Notify } from '../send/notify.ts'
import { createSpec } from '../spec.ts'

const log = createLog({ level: 'silent' })

export interface WorldOptions {
  readonly databaseUrl: string
  readonly destinations: readonly Destination[]
  /** Between the notifier and its store: for what breaks there. */
  readonly around?: (store: Store) => Store
  readonly notify?: Notify
}

/** How an alert comes: as the first attempt, from the topic, now, if nothing else is said. */
export interface Coming {
  readonly attempt?: number
  readonly replay?: Replay
  readonly writtenAt?: number
}

/** The notifier without Kafka: real PostgreSQL, real HTTP, its API, and a clock of its own. */
export async function createWorld({ databaseUrl, destinations, around = (store) => store, notify }: WorldOptions) {
  const kit = await startServiceKit({ databaseUrl, service: 'notifier', migrations, addRoutes })
  const real = kit.store
  const http = createHttp()
  const store = around(real)
  let nowMs = Date.now()
  const clock = () => nowMs
  // Signatures are checked against the clock of the machine.
  const send = notify ?? createNotify(http)
  const instance = () => {
    const measures = createMeasures(createMetrics(), [])
    const deliver = createDeliver({ store, destinations, notify: send, measures, clock })
    const handle = createHandleAlert({ store, destinations, deliver, clock })
    return {
      spec: createSpec({ store, destinations, deliver, clock }),
      /** Rejects as the handler does. */
      come: (alert: Alert, coming: Coming = {}) =>
        handle(consumed(alert, coming, nowMs), { log, attempt: coming.attempt ?? 1 }),
      sendHeld: () => sendDue({ store, destinations, deliver, log, clock }),
    }
  }
  return {
    ...instance(),
    /** Another process on the same tables. */
    another: instance,
    store: real,
    get: kit.get,
    clock,
    /** Sets the clock. */
    at: (ms: number) => void (nowMs = ms),
    pass: (ms: number) => void (nowMs += ms),
    notifications: () =>
      real.query<{ destination: string; state: string; status: string; reason: string | null; attempts: number }>(
        'select * from notifications order by position',
      ),
    forget: async () => void (await real.query('delete from alert_incidents')),
    async stop() {
      await http.close()
      await kit.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>

/** An alert as the SDK hands it to the handler. */
function consumed(alert: Alert, { replay, writtenAt }: Coming, nowMs: number): Consumed<Alert> {
  const source = { topic: 'waba.alerts.v1', partition: 0, offset: 7n, timestampMs: writtenAt ?? nowMs }
  return { ...alert, replay: replay ?? null, source }
}

/** A destination that gets everything; without a secret it is one of Slack. */
export function aDestination(
  name: string,
  url: string,
  changes: Partial<Destination> & { keys?: readonly Buffer[] } = {},
): Destination {
  const common = { name, url, allowPrivate: true, filter: {}, quiet: [], ...changes }
  return changes.keys ? { ...common, kind: 'https', keys: changes.keys } : { ...common, kind: 'slack' }
}
