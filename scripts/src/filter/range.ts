import type { ReadPlace } from '@wabastream/sdk/kafka'
import { UsageError } from '../program/usage-error.ts'
import { parseMoment, type Moment } from './moment.ts'

/** The options that say which stretch of the topics is meant. */
export interface RangeFlags {
  readonly from?: string
  readonly to?: string
  readonly fromBeginning?: boolean
  readonly untilEnd?: boolean
}

/** A stretch of topics; without `until` it never ends. */
export interface Range {
  readonly from: ReadPlace
  readonly until?: ReadPlace
}

/**
 * The stretch that the options name, from `start` when they name none.
 * @throws UsageError when they contradict each other.
 */
export function rangeOf(flags: RangeFlags, start: 'beginning' | 'end', nowMs: number): Range {
  if (flags.fromBeginning && flags.from !== undefined) throw new UsageError('Give --from or --from-beginning, not both')
  const from = flags.from === undefined ? null : parseMoment(flags.from, nowMs)
  const to = flags.to === undefined ? null : parseMoment(flags.to, nowMs)
  if (to && !from && !flags.fromBeginning && start === 'end')
    throw new UsageError('--to needs a start: --from or --from-beginning')
  if (from && to) checkOrder(from, to)
  // Partitions that are not named are not read, so offsets at one end decide for the other end too.
  const first = to && 'offsets' in to && !from ? beginningOf(to.offsets) : flags.fromBeginning ? 'beginning' : start
  const until = to ?? (flags.untilEnd ? ('end' as const) : null)
  return { from: from ?? first, ...(until ? { until } : {}) }
}

/** Offsets belong to one topic: with several topics they mean nothing. */
export function requireOneTopic({ from, until }: Range, topics: readonly string[]): void {
  const usesOffsets = [from, until].some((place) => typeof place === 'object' && 'offsets' in place)
  if (usesOffsets && topics.length !== 1)
    throw new UsageError(`offset:… needs exactly one topic, and here are ${topics.length}: name one`)
}

function beginningOf(offsets: ReadonlyMap<number, bigint>): ReadPlace {
  return { offsets: new Map([...offsets.keys()].map((partition) => [partition, 0n])) }
}

function checkOrder(from: Moment, to: Moment): void {
  if ('timeMs' in from && 'timeMs' in to && from.timeMs >= to.timeMs)
    throw new UsageError('--from must be before --to; --to itself is not included')
  if (!('offsets' in from) || !('offsets' in to)) return
  const named = (moment: typeof from) => [...moment.offsets.keys()].toSorted((a, b) => a - b).join(',')
  if (named(from) !== named(to))
    throw new UsageError(`--from names the partitions ${named(from)}, --to names ${named(to)}: name the same`)
  for (const [partition, offset] of from.offsets)
    if (offset > (to.offsets.get(partition) ?? offset))
      throw new UsageError(`In partition ${partition} --from is behind --to; --to itself is not included`)
}
