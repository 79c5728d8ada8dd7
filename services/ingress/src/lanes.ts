import type { LaneName } from '@wabastream/schemas/catalogue'
import { createLane, type KafkaConfig, type Lane } from '@wabastream/sdk/kafka'
import { createLaneMetrics, type Metrics } from '@wabastream/sdk/observe'
import type { Part } from '@wabastream/sdk/service'
import type { Lanes } from './keep/publish.ts'

export interface LanesOptions {
  readonly kafka: KafkaConfig
  readonly ackTimeoutMs: number
  readonly metrics: Metrics
}

/** The three lanes as one part of the service. It starts without waiting for Kafka: readiness tells. */
export function createLanes({
  kafka,
  ackTimeoutMs,
  metrics,
}: LanesOptions): Part & { readonly lanes: Lanes; problem(): string | null } {
  const measured = createLaneMetrics(metrics)
  const lane = (name: LaneName): Lane => {
    const made = createLane({ kafka, name, limits: { ackTimeoutMs }, observer: measured.observer(name) })
    measured.watch(name, made)
    return made
  }
  const lanes: Lanes = { live: lane('live'), bulk: lane('bulk'), management: lane('management') }
  const all = Object.entries(lanes)
  return {
    name: 'lanes',
    lanes,
    // start() resolves once connected and rejects only when stopped meanwhile.
    start: async () => {
      for (const [, each] of all) each.start().catch(() => {})
    },
    stop: async () => void (await Promise.all(all.map(([, each]) => each.stop()))),
    problem() {
      const unready = all.filter(([, { state }]) => !state.connected || state.breakerOpen)
      if (unready.length === 0) return null
      return `Kafka does not answer on: ${unready.map(([name]) => name).join(', ')}`
    },
  }
}
