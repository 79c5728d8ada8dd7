import type { BatchPorts } from './batch-ports.ts'
import { fail, type Item } from './delivery.ts'
import { LaneError } from './lane-error.ts'
import { firstLines, type Line } from './pieces.ts'
import { sendPiece } from './send-piece.ts'

const RETRY_AFTER_MS = 1000
const BENCHED = { reason: 'breaker_open', code: 'REQUEST_TIMED_OUT' } as const

/**
 * Sends a batch until each record has an outcome or the deadline is there. Resolves to false when the deadline came and
 * Kafka had acknowledged nothing of it.
 */
export async function sendBatch(batch: readonly Item[], ports: BatchPorts): Promise<boolean> {
  const deadlineAtMs = performance.now() + ports.limits.batchDeadlineMs
  const { bench, proven, supply } = ports
  let acknowledged = false
  const batchPorts: BatchPorts = {
    ...ports,
    acknowledged() {
      acknowledged = true
      ports.acknowledged()
    },
  }
  const lines = firstLines(batch, (item) => proven.has(item.topic) && !bench.isSuspect(item))
  for (let line = lines.shift(); line; line = lines.shift()) {
    const [piece, ...rest] = withoutSettled(line)
    if (!piece) continue
    const producer = await supply.ready(deadlineAtMs)
    const next = producer && (await sendPiece({ piece, rest, producer, deadlineAtMs }, batchPorts))
    if (!next) {
      expire([[piece, ...rest], ...lines], acknowledged, ports)
      return acknowledged
    }
    if (next.front && next.front.length > 0) lines.unshift(next.front)
    if (next.back) lines.push(...next.back)
  }
  return true
}

/** Leaves out what has no caller any more. */
function withoutSettled(line: Line): Line {
  return line
    .map((piece) => ({ ...piece, items: piece.items.filter((item) => !item.delivery.done) }))
    .filter((piece) => piece.items.length > 0)
}

/** The deadline: all callers that still wait hear it. Where others got through, the places that did not are benched. */
function expire(lines: readonly Line[], othersGotThrough: boolean, ports: BatchPorts): void {
  for (const { items, failures } of lines.flat()) {
    if (othersGotThrough && failures > 0) ports.bench.add(items, BENCHED, performance.now())
    for (const { delivery } of items) fail(delivery, new LaneError('timeout', RETRY_AFTER_MS))
  }
}
