import { headerText } from '../../kafka/index.ts'
import type { Replay, Source } from '../consumed.ts'
import { failureHeaderNames, replayHeaderNames } from './header-names.ts'
import { type Delivered, withoutPrefix } from './place.ts'

const DIGITS = /^\d{1,18}$/

/**
 * Where a record of a retry topic was first written, from its headers. One that names no origin, because somebody else
 * put it there, has its place on the retry topic as its origin.
 */
export function originOf(delivered: Delivered, prefix: string): Source {
  const { raw } = delivered
  const topic = headerText(raw, failureHeaderNames.originTopic)
  const partition = headerText(raw, failureHeaderNames.originPartition)
  const offset = headerText(raw, failureHeaderNames.originOffset)
  const timestamp = headerText(raw, failureHeaderNames.originTimestamp)
  if (topic === undefined || !isNumber(partition) || !isNumber(offset)) return sourceOf(delivered, prefix)
  return {
    topic: withoutPrefix(topic, prefix),
    partition: Number(partition),
    offset: BigInt(offset),
    timestampMs: Number(isNumber(timestamp) ? timestamp : raw.timestamp),
  }
}

/** Where a record stands. */
export function sourceOf({ raw, place }: Delivered, prefix: string): Source {
  return {
    topic: withoutPrefix(place.topic, prefix),
    partition: place.partition,
    offset: BigInt(raw.offset),
    timestampMs: Number(raw.timestamp),
  }
}

/** The marks of a replay; null for an event that came by itself. */
export function replayOf({ raw }: Delivered, prefix: string): Replay | null {
  const { headers } = raw
  if (headers === undefined || !(replayHeaderNames.id in headers)) return null
  const partition = headerText(raw, replayHeaderNames.partition)
  const offset = headerText(raw, replayHeaderNames.offset)
  return {
    id: headerText(raw, replayHeaderNames.id) ?? '',
    topic: withoutPrefix(headerText(raw, replayHeaderNames.topic) ?? '', prefix),
    partition: isNumber(partition) ? Number(partition) : 0,
    offset: isNumber(offset) ? BigInt(offset) : 0n,
    effects: headerText(raw, replayHeaderNames.effects) === 'again' ? 'again' : 'respect',
  }
}

/** Attempts that were spent on a record of a retry topic; `least` when it does not say. */
export function spentOf({ raw }: Delivered, least: number): number {
  const spent = headerText(raw, failureHeaderNames.attempts)
  return isNumber(spent) ? Math.max(0, Number(spent)) : least
}

function isNumber(text: string | undefined): text is string {
  return text !== undefined && DIGITS.test(text)
}
