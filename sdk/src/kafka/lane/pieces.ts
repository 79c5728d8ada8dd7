import type { Item } from './delivery.ts'
import { partitionName } from './take-batch.ts'

/** Records that are sent together. */
export interface Piece {
  readonly items: readonly Item[]
  /** How often exactly these were sent and failed. */
  readonly failures: number
}

/** Pieces that go one after the other, because they hold records of one partition in order. */
export type Line = readonly Piece[]

export function pieceOf(items: readonly Item[], failures = 0): Piece {
  return { items, failures }
}

/** One piece per partition. They are independent of each other. */
export function splitByPartition(items: readonly Item[], failures = 0): Piece[] {
  const partitions = new Map<string, Item[]>()
  for (const item of items) append(partitions, partitionName(item), item)
  return Array.from(partitions.values(), (part) => pieceOf(part, failures))
}

/** The two halves, in order. */
export function halve(items: readonly Item[]): Piece[] {
  const middle = Math.ceil(items.length / 2)
  return [pieceOf(items.slice(0, middle)), pieceOf(items.slice(middle))]
}

/**
 * The first lines of a batch: everything that is known to work in one piece, then each topic that has not taken a record
 * yet and each partition that failed lately, so that what is wrong with them stays theirs.
 */
export function firstLines(batch: readonly Item[], isProven: (item: Item) => boolean): Line[] {
  const proven: Item[] = []
  const apart: Item[] = []
  for (const item of batch) (isProven(item) ? proven : apart).push(item)
  const lines: Line[] = proven.length > 0 ? [[pieceOf(proven)]] : []
  for (const items of groupByTopic(apart).values()) lines.push([pieceOf(items)])
  return lines
}

export function groupByTopic(items: readonly Item[]): Map<string, Item[]> {
  const topics = new Map<string, Item[]>()
  for (const item of items) append(topics, item.topic, item)
  return topics
}

function append(groups: Map<string, Item[]>, name: string, item: Item): void {
  const group = groups.get(name)
  if (group) group.push(item)
  else groups.set(name, [item])
}

export function partitionCount(items: readonly Item[]): number {
  return new Set(items.map(partitionName)).size
}
