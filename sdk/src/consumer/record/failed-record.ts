import { errorClass, safeMessage } from '../../failure/index.ts'
import { headerText, type OutgoingRecord, partitionFor, type RawRecord, type RecordHeaders } from '../../kafka/index.ts'
import type { Source } from '../consumed.ts'
import { failureHeaderNames } from './header-names.ts'

/** What is said about a record that goes to a retry topic or becomes a dead letter. */
export interface FailureFacts {
  /** Name on the cluster, of the topic on which the event was first written. */
  readonly originTopic: string
  readonly origin: Source
  readonly group: string
  /** Attempts that are spent. */
  readonly spent: number
  readonly error: unknown
  readonly nowMs: number
}

/** Partitions of every retry and dead-letter topic. */
const PARTITIONS = 4

/** The record for a retry or dead-letter topic: key, value and headers as they were, and what happened. */
export function failedRecord(raw: RawRecord, topic: string, facts: FailureFacts): OutgoingRecord {
  const { key, value } = raw
  return {
    topic,
    partition: key === null ? facts.origin.partition % PARTITIONS : partitionFor(key, PARTITIONS),
    key,
    value,
    headers: { ...keptHeaders(raw), ...failureHeaders(raw, facts) },
    timestampMs: facts.nowMs,
  }
}

function failureHeaders(raw: RawRecord, facts: FailureFacts): Record<string, string> {
  const { origin, error, nowMs } = facts
  return {
    [failureHeaderNames.originTopic]: facts.originTopic,
    [failureHeaderNames.originPartition]: String(origin.partition),
    [failureHeaderNames.originOffset]: String(origin.offset),
    [failureHeaderNames.originTimestamp]: String(origin.timestampMs),
    [failureHeaderNames.group]: facts.group,
    [failureHeaderNames.attempts]: String(facts.spent),
    [failureHeaderNames.firstFailedAt]:
      headerText(raw, failureHeaderNames.firstFailedAt) ?? new Date(nowMs).toISOString(),
    [failureHeaderNames.errorClass]: errorClass(error),
    [failureHeaderNames.errorMessage]: safeMessage(error),
  }
}

/** A copy of the headers. One without a value has an empty one. */
function keptHeaders({ headers = {} }: RawRecord): RecordHeaders {
  const kept: Record<string, RecordHeaders[string]> = {}
  for (const [name, value] of Object.entries(headers)) kept[name] = value ?? Buffer.alloc(0)
  return kept
}
