import { collectDefaultMetrics, Registry } from 'prom-client'

/** Where the metrics of a process are gathered; each service defines its own on it, all named `wabastream_…`. */
export type Metrics = Registry

/** An empty collection with the usual figures of a Node process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}
