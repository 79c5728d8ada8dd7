import { Counter, Gauge } from 'prom-client'

import type { Metrics } from '../../observe/index.ts'

/** What the relay of one service tells about itself. */
export interface RelayMetrics {
  sent(records: number): void
  refused(code: string): void
  /** Age of the record that has waited longest, in milliseconds; 0 when none waits. */
  waiting(ms: number): void
}

const made = new WeakMap<Metrics, (service: string) => RelayMetrics>()

/** Made once per registry; services are told apart by a label. */
export function relayMetrics(registry: Metrics, service: string): RelayMetrics {
  const of = made.get(registry) ?? makeMetrics(registry)
  made.set(registry, of)
  return of(service)
}

function makeMetrics(registry: Metrics): (service: string) => RelayMetrics {
  const registers = [registry]
  const sent = new Counter({
    name: 'wabastream_outbox_sent_total',
    help: 'Records of the outbox that Kafka has acknowledged',
    labelNames: ['service'],
    registers,
  })
  const refused = new Counter({
    name: 'wabastream_outbox_refused_total',
    help: 'Records of the outbox that Kafka will never take; they are in the table outbox_refused',
    labelNames: ['service', 'code'],
    registers,
  })
  const waiting = new Gauge({
    name: 'wabastream_outbox_waiting_seconds',
    help: 'Age of the record that has waited longest, as of the last look; 0 when none waits',
    labelNames: ['service'],
    registers,
  })
  return (service) => {
    sent.inc({ service }, 0)
    refused.inc({ service, code: 'MESSAGE_TOO_LARGE' }, 0)
    waiting.set({ service }, 0)
    return {
      sent: (records) => sent.inc({ service }, records),
      refused: (code) => refused.inc({ service, code }),
      waiting: (ms) => waiting.set({ service }, Math.max(0, ms) / 1000),
    }
  }
}
