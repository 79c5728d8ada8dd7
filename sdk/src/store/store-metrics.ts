import { Counter, Gauge } from 'prom-client'

import type { Metrics } from '../observe/index.ts'
import { errorClasses } from './database-error.ts'
import type { ErrorClass } from './database-error.ts'

/** What a store tells about itself. */
export interface StoreMetrics {
  failed(service: string, kind: ErrorClass): void
  watch(service: string, pool: Watched): void
  forget(service: string): void
}

interface Watched {
  readonly inUse: number
  readonly waiting: number
}

const made = new WeakMap<Metrics, StoreMetrics>()

/** The metrics of all stores of a process, told apart by the label `service`; made once per registry. */
export function storeMetrics(registry: Metrics): StoreMetrics {
  const found = made.get(registry) ?? makeMetrics(registry)
  made.set(registry, found)
  return found
}

function makeMetrics(registry: Metrics): StoreMetrics {
  const registers = [registry]
  const watched = new Map<string, Watched>()
  const errors = new Counter({
    name: 'wabastream_store_errors_total',
    help: 'Statements and transactions that failed',
    labelNames: ['service', 'class'],
    registers,
  })
  const gauge = (name: string, help: string, read: (pool: Watched) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['service'],
      registers,
      collect() {
        for (const [service, pool] of watched) this.set({ service }, read(pool))
      },
    })
  gauge('wabastream_store_connections_in_use', 'Connections that are lent', ({ inUse }) => inUse)
  const waiting = gauge('wabastream_store_connections_waited_for', 'Callers that wait for one', (pool) => pool.waiting)
  return {
    failed: (service, kind) => errors.inc({ service, class: kind }),
    watch(service, pool) {
      for (const kind of errorClasses) errors.inc({ service, class: kind }, 0)
      watched.set(service, pool)
    },
    forget(service) {
      watched.delete(service)
      waiting.remove({ service })
    },
  }
}
