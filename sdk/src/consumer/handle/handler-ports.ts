import type { RawRecord } from '../../kafka/index.ts'
import type { Context } from '../context.ts'
import type { ContextPorts } from '../context/event-context.ts'
import type { Tracing } from '../context/tracing.ts'
import type { FateRules } from '../fate/index.ts'
import type { GroupMetrics } from '../metrics.ts'
import type { AnyEvent, EventReader } from '../read/event-reader.ts'
import type { Place } from '../record/place.ts'
import type { Call } from './call.ts'
import type { KeepFailed } from './failure-keeper.ts'
import type { Outcome } from './outcome.ts'
import type { Probes } from './probes.ts'
import type { RunningCalls } from './running-calls.ts'

/** What a consumer does with events of any of its topics. */
export interface Handling {
  one(event: AnyEvent, context: Context): Promise<void> | void
  /** Absent: events are handled one by one. */
  many?(events: readonly AnyEvent[], context: Context): Promise<void> | void
}

export interface HandlerPorts {
  readonly handling: Handling
  readonly rules: FateRules
  readonly refuseReplays: boolean
  readonly reader: EventReader
  readonly contexts: ContextPorts
  readonly tracing: Tracing
  readonly calls: RunningCalls
  readonly probes: Probes
  readonly keep: KeepFailed
  readonly metrics: GroupMetrics
  /** Something failed that must not: the consumer ends rather than skip an event. */
  readonly broken: (error: Error) => void
  /** A handler failed, whatever becomes of it. */
  readonly failed?: (error: unknown) => void
  /** Attempts that are spent on a record when it is delivered. */
  readonly spent: (raw: RawRecord, place: Place) => number
  /** Strict order: keeps in mind what was spent on the record that its partition waits for. */
  readonly remember: (raw: RawRecord, place: Place, spent: number) => void
  /** The record stands on a retry topic; its origin is in its headers. */
  readonly overRetryTopics: boolean
  /** TOPIC_PREFIX. */
  readonly prefix: string
  /** Nothing new is begun from then on. */
  readonly stopping: AbortSignal
}

/** Takes a record through its handler: calls it, decides what becomes of a failure, and does it. Never throws. */
export interface Handler {
  handle(raw: RawRecord, place: Place): Outcome | Promise<Outcome>
  /** Reads the event for a batch; an outcome when it cannot be part of one. */
  prepare(raw: RawRecord, place: Place): Promise<Call | Outcome>
  /** Calls `handleBatch`; null: it failed, and its events are to be handled one by one. */
  handleMany(calls: readonly Call[]): Promise<Outcome | null>
}
