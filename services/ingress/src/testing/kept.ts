import { topics, type Topic } from '@wabastream/schemas/catalogue'
import { codecOf, isEvent, jsonText, parseJson, rebuild } from '@wabastream/schemas/codec'
import type { EventRecord } from '@wabastream/schemas/event'
import { join, JoinError } from '@wabastream/schemas/items'
import type { Alert, Quarantine } from '@wabastream/schemas'
import { read, type IncomingRecord } from '@wabastream/sdk/kafka'
import type { Place } from './prepare-topics.ts'

/** An event as it stands on its topic, decoded, its value as sent. */
export interface KeptEvent {
  readonly topic: Topic
  readonly incoming: IncomingRecord
  readonly record: EventRecord
}

/** All that the topics hold of one delivery. */
export interface KeptDelivery {
  readonly events: readonly KeptEvent[]
  readonly quarantined: readonly Quarantine[]
  /** How many records went where: `{ messages: 2, 'quarantine empty': 1 }`. */
  readonly went: Readonly<Record<string, number>>
}

/** What the topics of a prefix hold, all of it. */
export interface Kept {
  readonly alerts: readonly Alert[]
  readonly deliveries: readonly KeptDelivery[]
  /** The deliveries of this very body: their raw bytes in quarantine, or their records joined, are it. */
  of(body: string | Uint8Array): readonly KeptDelivery[]
}

/** Reads topics from their beginning to their end; all of the catalogue, unless some are named. */
export async function readKept(place: Omit<Place, 'registryUrl'>, wanted = topics): Promise<Kept> {
  const { brokers, topicPrefix } = place
  const known = new Map(wanted.map((topic) => [topicPrefix + topic.name, topic]))
  const events = new Map<string, KeptEvent[]>()
  const quarantined = new Map<string, Quarantine[]>()
  const alerts: Alert[] = []
  const config = { brokers: brokers.split(','), clientId: 'ingress-tests' }
  for await (const incoming of read(config, { topics: [...known.keys()], from: 'beginning', until: 'end' })) {
    const topic = known.get(incoming.topic)
    if (topic === undefined || incoming.value === null) throw new Error(`${incoming.topic} holds an unexpected record`)
    const record = codecOf(topic.schema).decode(incoming.value)
    if (isEvent(record)) add(events, record.delivery_id, { topic, incoming, record: rebuild(record, topic.schema) })
    else if (topic.name === 'waba.alerts.v1') alerts.push(record as Alert)
    else add(quarantined, (record as Quarantine).delivery_id, record as Quarantine)
  }
  const ids = new Set([...events.keys(), ...quarantined.keys()])
  const deliveries = Array.from(ids, (id) => delivery(events.get(id) ?? [], quarantined.get(id) ?? []))
  const byBody = Map.groupBy(deliveries, nameOf)
  return { alerts, deliveries, of: (body) => namesOf(Buffer.from(body)).flatMap((name) => byBody.get(name) ?? []) }
}

function add<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name)
  if (list) list.push(one)
  else lists.set(name, [one])
}

function delivery(events: readonly KeptEvent[], quarantined: readonly Quarantine[]): KeptDelivery {
  const places = [
    ...events.map(({ topic }) => topic.name.replace(/^waba\./, '').replace(/\.v1$/, '')),
    ...quarantined.map(({ reason }) => `quarantine ${reason}`),
  ]
  const counted = Map.groupBy(places, (place) => place)
  return { events, quarantined, went: Object.fromEntries([...counted].map(([place, all]) => [place, all.length])) }
}

/** A delivery's body as text that is the same for equal bodies. */
function nameOf({ events, quarantined }: KeptDelivery): string {
  const raw = quarantined.find(({ body }) => body !== null)?.body
  if (raw) return Buffer.from(raw).toString('base64')
  try {
    return canonical(join(events.map(({ record }) => record)))
  } catch (error) {
    // A delivery that was not acknowledged may be there in part.
    if (error instanceof JoinError) return 'in part'
    throw error
  }
}

function namesOf(body: Buffer): readonly string[] {
  const raw = body.toString('base64')
  try {
    return [raw, canonical(parseJson(body.toString().replace(/^\uFEFF/, '')))]
  } catch {
    return [raw]
  }
}

/** JSON text with sorted keys. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return jsonText(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${jsonText(key)}:${canonical(Reflect.get(value, key))}`)
  return `{${members.join(',')}}`
}
