import { isObject, put, type JsonObject } from '@wabastream/schemas/codec'
import { randomBytes } from 'node:crypto'

/** Ids that Meta gives to messages and calls, wherever they stand. */
const metaId = /^(wamid|wacid)\./
/** Short ids could be anything: they are replaced where they are an id, and nowhere else. */
const shortestId = 8
const timeName = /(^|_)(timestamp|time|expiration)$/
const itemTimeName = /^(timestamp|time)$/
const oldestSeconds = 1_230_768_000 // 2009, when WhatsApp began
const latestSeconds = 4_102_444_800 // 2100

/** Makes one new id in the form of an old one. */
export type NewId = (old: string) => string

/**
 * A copy of a webhook body that Meta could have sent now: new ids for messages and calls, the same old id always the same
 * new one, and all times moved so that the latest is `nowMs`; what lay between them stays. Events without an id of their
 * own are told apart by their time alone, so copy `n` of a body without ids lies `n` seconds later. A body that has
 * neither stays as it is. The given body is not changed.
 */
export function freshen(body: unknown, n: number, nowMs: number, newId: NewId = randomId): unknown {
  const ids = new Map([...new Set(idsIn(body))].map((old) => [old, newId(old)]))
  const seconds = Math.floor(nowMs / 1000) + (ids.size === 0 ? n : 0)
  const latest = latestTime(body)
  const copy = { ids, shift: latest === null ? 0 : seconds - latest }
  return renewed(body, '', copy)
}

interface Copy {
  readonly ids: ReadonlyMap<string, string>
  /** Seconds. */
  readonly shift: number
}

function renewed(node: unknown, name: string, copy: Copy): unknown {
  if (Array.isArray(node)) return node.map((part) => renewed(part, name, copy))
  if (isObject(node)) {
    const isItem = idOf(node) !== null
    const result: JsonObject = {}
    for (const [key, part] of Object.entries(node)) {
      const own = isItem && key === 'id' && typeof part === 'string' ? copy.ids.get(part) : undefined
      put(result, key, own ?? renewed(part, key, copy))
    }
    return result
  }
  if (timeName.test(name)) return shifted(node, copy.shift)
  return typeof node === 'string' && (metaId.test(node) || node.length >= shortestId) ? (copy.ids.get(node) ?? node) : node
}

/** Every id that an item has, and every id of Meta's that is only referred to. */
function idsIn(node: unknown): readonly string[] {
  if (typeof node === 'string') return metaId.test(node) ? [node] : []
  if (Array.isArray(node)) return node.flatMap(idsIn)
  if (!isObject(node)) return []
  const own = idOf(node)
  return [...(own === null ? [] : [own]), ...Object.values(node).flatMap(idsIn)]
}

/** The id of an item: of something that happened at a time. */
function idOf(node: JsonObject): string | null {
  const { id, timestamp } = node
  return typeof id === 'string' && id !== '' && secondsOf(timestamp) !== null ? id : null
}

/** The latest time that something happened; without any, the latest time at all. */
function latestTime(body: unknown): number | null {
  const times = [...timesIn(body, '')]
  const happened = times.filter(({ name }) => itemTimeName.test(name))
  const counted = happened.length > 0 ? happened : times
  return counted.reduce<number | null>((latest, { seconds }) => Math.max(latest ?? seconds, seconds), null)
}

function* timesIn(node: unknown, name: string): Generator<{ readonly name: string; readonly seconds: number }> {
  if (typeof node === 'object' && node !== null)
    for (const [key, part] of Object.entries(node)) yield* timesIn(part, Array.isArray(node) ? name : key)
  const seconds = timeName.test(name) ? secondsOf(node) : null
  if (seconds !== null) yield { name, seconds }
}

/** Unix seconds, which Meta writes as a number or as text. */
function secondsOf(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{10}$/.test(value) ? Number(value) : value
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return null
  return seconds >= oldestSeconds && seconds <= latestSeconds ? seconds : null
}

function shifted(value: unknown, shift: number): unknown {
  const seconds = secondsOf(value)
  if (seconds === null) return value
  return typeof value === 'string' ? String(seconds + shift) : seconds + shift
}

/** Ids of Meta's are base64 behind their prefix. */
function randomId(old: string): string {
  const prefix = metaId.exec(old)?.[0] ?? ''
  const length = Math.max(old.length - prefix.length, 16)
  return prefix + randomBytes(length).toString('base64url').slice(0, length)
}
