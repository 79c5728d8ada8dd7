import { Counter, Gauge, Histogram } from 'prom-client'
import { refusedCodes, type Lane, type LaneObserver, type LaneState } from '../kafka/index.ts'
import type { Metrics } from './metrics.ts'

/** Metrics of all lanes of a process, told apart by the label `lane`. */
export interface LaneMetrics {
  /** The observer for a lane of that name. */
  observer(lane: string): LaneObserver
  /** Makes the gauges follow a lane. */
  watch(name: string, lane: Lane): void
}

/** What sends are rejected for in the life of a cluster; any other code has its sample from the first time on. */
const commonRejections = [
  'UNNAMED',
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'REQUEST_TIMED_OUT',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'MESSAGE_TOO_LARGE',
  'INVALID_RECORD',
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
]

const ackBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

const known = new WeakMap<Metrics, LaneMetrics>()

/** The metrics of the lanes of a process. Each service of it may ask: they are made once. */
export function createLaneMetrics(registry: Metrics): LaneMetrics {
  const made = known.get(registry) ?? collect(registry)
  known.set(registry, made)
  return made
}

function collect(registry: Metrics): LaneMetrics {
  const [labelNames, registers] = [['lane'], [registry]]
  const counter = (name: string, help: string, more: readonly string[] = []) =>
    new Counter({ name: `wabastream_lane_${name}`, help, labelNames: [...labelNames, ...more], registers })
  const sends = counter('sends_total', 'Sends that Kafka acknowledged')
  const records = counter('records_total', 'Records in acknowledged sends')
  const bytes = counter('bytes_total', 'Bytes in acknowledged sends')
  const rejected = counter('rejected_sends_total', 'Sends that were rejected and sent again in parts', ['code'])
  const rebuilds = counter('producer_rebuilds_total', 'Producers that were replaced', ['reason'])
  const calls = counter('publish_calls_total', 'Publish calls by outcome', ['outcome'])
  const refused = counter('refused_records_total', 'Records that Kafka will never take', ['code'])
  const help = 'From a send to its acknowledgement'
  const sendSeconds = new Histogram({
    name: 'wabastream_lane_send_seconds',
    help,
    labelNames,
    registers,
    buckets: ackBuckets,
  })
  const watched = new Map<string, Lane>()
  gaugesOf(registry, watched)

  return {
    watch: (name, lane) => void watched.set(name, lane),
    observer(lane) {
      for (const each of [sends, records, bytes]) each.inc({ lane }, 0)
      for (const outcome of ['kept', 'timeout', 'breaker_open', 'queue_full', 'topic_missing', 'stopped'])
        calls.inc({ lane, outcome }, 0)
      for (const reason of ['rejected', 'unnamed', 'retried', 'deadline']) rebuilds.inc({ lane, reason }, 0)
      for (const code of commonRejections) rejected.inc({ lane, code }, 0)
      for (const code of refusedCodes) refused.inc({ lane, code }, 0)
      sendSeconds.zero({ lane })
      return {
        sent(send) {
          sends.inc({ lane })
          records.inc({ lane }, send.records)
          bytes.inc({ lane }, send.bytes)
          sendSeconds.observe({ lane }, send.durationMs / 1000)
        },
        rejected: ({ code }) => rejected.inc({ lane, code }),
        rebuilt: (reason) => rebuilds.inc({ lane, reason }),
        settled: ({ outcome }) => calls.inc({ lane, outcome }),
        refused: (code) => refused.inc({ lane, code }),
      }
    },
  }
}

type Gauged = readonly [name: string, help: string, read: (state: LaneState) => number]

const gauges: readonly Gauged[] = [
  ['queued_records', 'Records waiting or on their way', (state) => state.queuedRecords],
  ['queued_bytes', 'Bytes waiting or on their way', (state) => state.queuedBytes],
  [
    'breaker_open',
    '1 while callers are turned away because Kafka does not answer',
    (state) => Number(state.breakerOpen),
  ],
  ['abandoned_producers', 'Producers given up whose last send has not ended', (state) => state.abandonedProducers],
]

/** Gauges that are read when somebody asks for them. */
function gaugesOf(registry: Metrics, lanes: ReadonlyMap<string, Lane>): void {
  for (const [name, help, read] of gauges)
    void new Gauge({
      name: `wabastream_lane_${name}`,
      help,
      labelNames: ['lane'],
      registers: [registry],
      collect() {
        for (const [lane, { state }] of lanes) this.set({ lane }, read(state))
      },
    })
}
