import type { KafkaConfig } from '../config.ts'
import { codeOf } from '../error-code.ts'
import type { OutgoingRecord, Outcome } from '../record.ts'
import { createBench } from './bench.ts'
import { bugReport } from './bug-report.ts'
import { createIntake } from './intake.ts'
import { LaneError } from './lane-error.ts'
import { defaultLimits, type LaneLimits } from './limits.ts'
import type { LaneObserver, LaneState } from './observer.ts'
import { createProducer } from './producer.ts'
import { createProducerSupply } from './producer-supply.ts'
import { createPump } from './pump.ts'

export interface LaneConfig {
  readonly kafka: KafkaConfig
  /** Stands in log lines: 'live', 'bulk', 'management'. */
  readonly name: string
  readonly limits?: Partial<LaneLimits>
  readonly observer?: LaneObserver
}

/** Writes records so that what it calls kept is kept: acknowledged by all in-sync replicas, and checked. */
export interface Lane {
  /** Connects, and keeps trying until it can; rejects only when the lane is stopped meanwhile. */
  start(): Promise<void>
  /**
   * Resolves when every record is acknowledged or refused for good, outcomes in the order of the records. Rejects with a
   * LaneError when the caller must not confirm; some records may be on their topics all the same.
   * The caller's time (`ackTimeoutMs`) counts from `sinceMs`, epoch milliseconds, by default now.
   */
  publish(records: readonly OutgoingRecord[], sinceMs?: number): Promise<readonly Outcome[]>
  /** Refuses new calls, finishes what it has within `drainMs`, then gives up the rest. */
  stop(): Promise<void>
  readonly state: LaneState
}

const CONNECT_ROUND_MS = 60_000
const UNREACHABLE_AFTER_TIMES = 3

/**
 * One idempotent producer with one send in flight; the next batch is what gathered meanwhile. Nothing is connected
 * before `start`; calls made earlier wait.
 */
export function createLane({ kafka, name, limits: given, observer = {} }: LaneConfig): Lane {
  const limits = { ...defaultLimits, ...given }
  const bench = createBench()
  let lastError: string | null = null
  let status: LaneState['status'] = 'new'
  const supply = createProducerSupply({
    create: (n) => createProducer(kafka, limits, n),
    failed(error, times) {
      lastError = codeOf(error)
      const level = times === UNREACHABLE_AFTER_TIMES ? 'warn' : 'debug'
      kafka.log?.[level]({ lane: name, code: lastError, times }, 'kafka cannot be reached, still trying')
    },
    connected: () => (lastError = null),
  })
  const intake = createIntake({ limits, observer, bench, isConnected: () => supply.connected, wake: () => pump.wake() })
  const pump = createPump(intake, {
    supply,
    limits,
    observer,
    bench,
    proven: new Set(),
    acknowledged: intake.acknowledged,
    broken: (error) => kafka.log?.error({ lane: name, err: bugReport(error) }, 'a batch failed in the lane itself'),
  })

  return {
    async start() {
      if (status === 'new') {
        status = 'running'
        supply.start()
        pump.start()
      }
      while (!(await supply.ready(performance.now() + CONNECT_ROUND_MS)))
        if (status !== 'running') throw new LaneError('stopped', 0)
    },
    publish: (records, sinceMs = Date.now()) => intake.publish(records, sinceMs),
    async stop() {
      if (status === 'stopped') return
      status = 'stopping'
      await intake.drain(supply.connected || pump.running ? limits.drainMs : 0)
      await supply.close()
      status = 'stopped'
    },
    get state() {
      const { records, bytes } = intake.waiting
      const { connected, abandoned } = supply
      const { breakerOpen } = intake
      return {
        status,
        connected,
        lastError,
        breakerOpen,
        queuedRecords: records,
        queuedBytes: bytes,
        abandonedProducers: abandoned,
      }
    },
  }
}
