import { errorFields } from '../../failure/index.ts'
import { type Lane, LaneError, type OutgoingRecord } from '../../kafka/index.ts'
import type { Log } from '../../observe/index.ts'
import type { Source } from '../consumed.ts'
import type { RetryTier } from '../fate/index.ts'
import type { GroupMetrics } from '../metrics.ts'
import { failedRecord } from '../record/failed-record.ts'
import type { Delivered } from '../record/place.ts'
import { HELD, type Outcome, SETTLED } from './outcome.ts'

/** Where a failed event can go. */
export type FailureTopic = RetryTier | 'dlq'

/** An event that its handler could not handle, and where it is to go. */
export interface FailedEvent {
  readonly delivered: Delivered
  readonly origin: Source
  readonly to: FailureTopic
  readonly spent: number
  readonly error: unknown
}

/** Stores failed events. Only what Kafka has acknowledged counts as stored. */
export type KeepFailed = (failed: FailedEvent) => Promise<Outcome>

export interface FailureKeeperPorts {
  readonly lane: Pick<Lane, 'publish'>
  /** Without TOPIC_PREFIX, as in the names of the group's topics. */
  readonly group: string
  readonly prefix: string
  readonly metrics: GroupMetrics
  readonly log: Log
  /** How long to wait before the next try while Kafka does not answer, in milliseconds. */
  readonly waitMs: (delivered: Delivered) => number
  /** A topic cannot be written: the consumer stops rather than skip an event. */
  readonly broken: (error: Error) => void
}

export function createFailureKeeper(ports: FailureKeeperPorts): KeepFailed {
  const { lane, group, prefix, metrics, log } = ports

  function stopFor(topic: string, code: string): Outcome {
    const advice = `create it with "waba topics apply --group ${group}", or mend it`
    ports.broken(new Error(`${topic} cannot be written (${code}), and no event is skipped: ${advice}`))
    return HELD
  }

  async function written(record: OutgoingRecord): Promise<string | null> {
    const [outcome] = await lane.publish([record])
    return outcome?.kept ? null : (outcome?.code ?? 'no outcome')
  }

  return async function keep(failed): Promise<Outcome> {
    const { delivered, origin, to, spent, error } = failed
    const topic = `${prefix}waba.group.${group}.${to}`
    const facts = { originTopic: prefix + origin.topic, origin, group, spent, error, nowMs: Date.now() }
    try {
      const refused = await written(failedRecord(delivered.raw, topic, facts))
      if (refused !== null) return to === 'dlq' ? stopFor(topic, refused) : await keep({ ...failed, to: 'dlq' })
    } catch (unwritten) {
      if (!(unwritten instanceof LaneError)) throw unwritten
      if (unwritten.reason === 'topic_missing') return stopFor(topic, unwritten.code ?? unwritten.reason)
      log.warn({ topic, reason: unwritten.reason }, 'a failed event could not be stored yet')
      return ports.waitMs(delivered)
    }
    const where = { topic: origin.topic, partition: origin.partition, offset: String(origin.offset) }
    if (to === 'dlq') {
      metrics.deadLettered()
      log.error({ ...where, spent, ...errorFields(error) }, 'an event became a dead letter')
    } else {
      metrics.retried()
      log.warn({ ...where, spent, tier: to, ...errorFields(error) }, 'an event will be tried again')
    }
    return SETTLED
  }
}
