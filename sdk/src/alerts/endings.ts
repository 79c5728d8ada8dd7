import type { End, EndedBy } from './episodes.ts'
import type { Incident, Told } from './incident.ts'

const dayMs = 86_400_000

/** Ends that are no news to anyone: only an event or the time that was announced make a recovery. */
const unspoken: ReadonlySet<EndedBy> = new Set(['superseded', 'raised', 'silence'])

const details: Readonly<Record<Exclude<EndedBy, 'event'>, string>> = {
  superseded: 'A stronger rule took over: see its incident.',
  raised: 'It became more severe: see the newer incident of this rule.',
  expiry: 'The time that was announced for it is over.',
  silence: 'Nothing more was heard of it.',
}

/** Whether an event, or the time of an end, is too old to notify anyone. */
export function isStale(at: number, now: number): boolean {
  return now - at > dayMs
}

/** What is published when an incident ends. `stale`: the event that led to it is too old, or a replay. */
export function endOf(incident: Incident, end: End, stale: boolean): Told {
  const silent = incident.silent || stale || unspoken.has(end.by)
  const told = { incident, state: 'resolved' as const, silent, at: end.at, eventId: end.signal?.eventId ?? null }
  if (end.by === 'event' && end.signal) return { ...told, about: end.signal.about }
  const source = end.signal?.about.source ?? null
  const detail = details[end.by === 'event' ? 'silence' : end.by]
  return { ...told, about: { ...incident.about, source, title: `Over: ${incident.about.title}`, detail } }
}

/** The incident that time ends, if its time has come. */
export function expire(incident: Incident, now: number): { readonly row: Incident; readonly told: Told } | null {
  const { state, endsAt, endsBy } = incident
  if (state !== 'open' || endsAt === null || endsBy === null || endsAt > now) return null
  const row = { ...incident, state: 'resolved' as const, resolvedAt: endsAt, endsAt: null, endsBy: null }
  return { row, told: endOf(row, { at: endsAt, by: endsBy, signal: null }, isStale(endsAt, now)) }
}

/** The incident that turned out to be part of another one: it ends without a word. */
export function merge(incident: Incident, openedAt: number): { readonly row: Incident; readonly told: Told | null } {
  const resolvedAt = incident.state === 'open' ? openedAt : incident.resolvedAt
  const row = {
    ...incident,
    state: 'resolved' as const,
    openedAt,
    resolvedAt,
    endsAt: null,
    endsBy: null,
    merged: true,
  }
  if (incident.state === 'resolved') return { row, told: null }
  const about = {
    ...incident.about,
    source: null,
    title: `Over: ${incident.about.title}`,
    detail: 'A late event showed that it is part of another incident of this rule.',
  }
  return { row, told: { incident: row, state: 'resolved', silent: true, at: openedAt, eventId: null, about } }
}
