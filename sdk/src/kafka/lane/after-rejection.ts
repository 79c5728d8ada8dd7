import { setTimeout as sleep } from 'node:timers/promises'
import type { BatchPorts, Next, Step } from './batch-ports.ts'
import { decide, fail, type Item } from './delivery.ts'
import { fateOf } from './fate.ts'
import { codeOf } from '../error-code.ts'
import { LaneError } from './lane-error.ts'
import { halve, type Line, partitionCount, type Piece, pieceOf, splitByPartition } from './pieces.ts'

const SECOND_TRY_AFTER_MS = 20
const LONGEST_WAIT_MS = 200
const RETRY_AFTER_MS = 1000

/** Carries out the fate of a piece that was rejected, and says what to send next. */
export async function afterRejection(error: unknown, step: Step, ports: BatchPorts): Promise<Next> {
  const { piece, rest, deadlineAtMs } = step
  const { items, failures } = piece
  const partitions = partitionCount(items)
  const fate = fateOf(error, { records: items.length, partitions, failures })
  switch (fate.act) {
    case 'again': {
      if (partitions === 1 && items[0] && ports.bench.isSuspect(items[0])) {
        // It failed before and was let in to try once: the others must not wait for it.
        giveUp(items, codeOf(error), 'timeout', ports)
        return { front: rest }
      }
      const waitMs = Math.min(SECOND_TRY_AFTER_MS * 2 ** failures, LONGEST_WAIT_MS, deadlineAtMs - performance.now())
      if (waitMs > 0) await sleep(waitMs)
      return { back: [[pieceOf(items, failures + 1), ...rest]] }
    }
    case 'split':
      return partitions > 1 ? { back: linesOf(splitByPartition(items), rest) } : { front: [...halve(items), ...rest] }
    case 'refuse':
      ports.observer.refused?.(fate.code)
      for (const item of items) decide(item, { kept: false, code: fate.code })
      return { front: rest }
    case 'missing':
      giveUp(items, fate.code, 'topic_missing', ports)
      return { front: rest }
  }
}

function giveUp(
  items: readonly Item[],
  code: string,
  reason: 'timeout' | 'topic_missing',
  { bench }: BatchPorts,
): void {
  bench.add(items, { reason: reason === 'timeout' ? 'breaker_open' : reason, code }, performance.now())
  for (const { delivery } of items) fail(delivery, new LaneError(reason, RETRY_AFTER_MS, { code }))
}

/** Later pieces stay behind their own partition; only a line of one partition has any. */
export function linesOf(pieces: readonly Piece[], rest: Line): Line[] {
  return pieces.map((piece) => [piece, ...rest])
}
