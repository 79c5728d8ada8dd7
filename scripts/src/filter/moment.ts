import { UsageError } from '../program/usage-error.ts'

/** A place that a person named with `--from` or `--to`: an instant, or offsets by partition of one topic. */
export type Moment = { readonly timeMs: number } | { readonly offsets: ReadonlyMap<number, bigint> }

const ago = /^(\d+)([smhd])$/
const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const iso = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/
const forms =
  'use 10m, 2h or 3d (ago), a time with its zone such as 2026-01-31T08:00:00Z, milliseconds since 1970, or offset:0=100,1=250'

/**
 * Reads what stands after `--from` or `--to`.
 * @throws UsageError that shows the forms, or what is wrong with this one.
 */
export function parseMoment(text: string, nowMs: number): Moment {
  if (text.startsWith('offset:')) return { offsets: parseOffsets(text) }
  const [, amount, unit] = ago.exec(text) ?? []
  if (amount !== undefined && unit !== undefined)
    return { timeMs: timeAgo(text, Number(amount) * unitMs[unit as 's'], nowMs) }
  if (/^\d+$/.test(text)) return { timeMs: epochMs(text) }
  return { timeMs: isoTime(text) }
}

function timeAgo(text: string, lengthMs: number, nowMs: number): number {
  if (lengthMs > nowMs) throw new UsageError(`${text} ago is before 1970`)
  return nowMs - lengthMs
}

function epochMs(text: string): number {
  if (/^\d{9,10}$/.test(text)) throw new UsageError(`${text} looks like seconds: give milliseconds, ${text}000`)
  const timeMs = Number(text)
  if (text.length < 11 || timeMs > 8.64e15)
    throw new UsageError(`${text} is no time in milliseconds since 1970; ${forms}`)
  return timeMs
}

function isoTime(text: string): number {
  const [, date, minutes, seconds = ':00', zone] = iso.exec(text) ?? []
  if (date === undefined || minutes === undefined || zone === undefined) throw new UsageError(misread(text))
  const timeMs = Date.parse(`${date}T${minutes}${seconds}${zone}`)
  if (Number.isNaN(timeMs) || !isDay(date)) throw new UsageError(`${text} is no time that exists`)
  return timeMs
}

/** Date.parse takes 31 February for 3 March. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)
}

function misread(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text} needs a time and a zone: ${text}T00:00Z`
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text))
    return `${text} needs a zone: ${text.replace(' ', 'T')}Z for UTC`
  return `${text === '' ? 'An empty text' : text} is no time; ${forms}`
}

function parseOffsets(text: string): ReadonlyMap<number, bigint> {
  const offsets = new Map<number, bigint>()
  for (const part of text.slice('offset:'.length).split(',')) {
    const [, partition, offset] = /^(\d{1,6})=(\d{1,18})$/.exec(part.trim()) ?? []
    if (partition === undefined || offset === undefined)
      throw new UsageError(
        `${part === '' ? text : part} names no offset: write offset:PARTITION=OFFSET,…, such as offset:0=100,1=250`,
      )
    if (offsets.has(Number(partition))) throw new UsageError(`${text} names partition ${partition} twice`)
    offsets.set(Number(partition), BigInt(offset))
  }
  return offsets
}
