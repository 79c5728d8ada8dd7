import type { BatchPorts, Next, Step } from './batch-ports.ts'
import { afterRejection, linesOf } from './after-rejection.ts'
import { settleNamed } from './check-result.ts'
import { codeOf } from '../error-code.ts'
import type { RebuildReason } from './observer.ts'
import { groupByTopic, splitByPartition } from './pieces.ts'
import type { ItemsByTopic, Producer, Sent } from './producer.ts'
import { sendWithin } from './send-within.ts'

/** Null when the deadline is there. On any doubt about the producer it is replaced before anything else is sent. */
export async function sendPiece(step: Step, ports: BatchPorts): Promise<Next | null> {
  const { piece, producer, deadlineAtMs } = step
  const topics = groupByTopic(piece.items)
  const startedAtMs = performance.now()
  const result = await sendWithin(producer, topics, deadlineAtMs)
  switch (result.kind) {
    case 'answered':
      return afterAnswer(step, topics, { ...result.sent, durationMs: performance.now() - startedAtMs }, ports)
    case 'rejected': {
      replace(producer, 'rejected', ports)
      ports.observer.rejected?.({ records: piece.items.length, code: codeOf(result.error) })
      return afterRejection(result.error, step, ports)
    }
    case 'deadline':
      replace(producer, 'deadline', ports)
      return null
  }
}

interface TimedSent extends Sent {
  readonly durationMs: number
}

function afterAnswer(step: Step, topics: ItemsByTopic, sent: TimedSent, ports: BatchPorts): Next {
  const { piece, rest, producer } = step
  const unnamed = settleNamed(topics, sent.results)
  if (unnamed.length === 0) {
    noteAcknowledged(step, topics, sent, ports)
    // A send with inner retries can leave kafkajs's sequence numbers ahead of or behind the broker's: the next batch of
    // the same size would then be taken for a duplicate, acknowledged and dropped.
    if (sent.attempts > 1) replace(producer, 'retried', ports)
    return { front: rest }
  }
  replace(producer, 'unnamed', ports)
  ports.observer.rejected?.({ records: unnamed.length, code: 'UNNAMED' })
  if (unnamed.length < piece.items.length) ports.acknowledged()
  return { back: linesOf(splitByPartition(unnamed, piece.failures + 1), rest) }
}

function noteAcknowledged({ piece }: Step, topics: ItemsByTopic, sent: TimedSent, ports: BatchPorts): void {
  for (const topic of topics.keys()) ports.proven.add(topic)
  ports.bench.clear(piece.items)
  ports.acknowledged()
  let bytes = 0
  for (const item of piece.items) bytes += item.bytes
  const { durationMs, attempts } = sent
  ports.observer.sent?.({ records: piece.items.length, bytes, durationMs, attempts })
}

function replace(producer: Producer, reason: RebuildReason, ports: BatchPorts): void {
  ports.supply.replace(producer)
  ports.observer.rebuilt?.(reason)
}
