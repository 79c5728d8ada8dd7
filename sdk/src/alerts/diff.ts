import { isDeepStrictEqual } from 'node:util'
import { incidentId, severities } from './alert.ts'
import { endOf, isStale, merge } from './endings.ts'
import type { End, Episode } from './episodes.ts'
import type { Incident, Told } from './incident.ts'
import type { Signal } from './signal.ts'

export interface DiffInput {
  readonly rule: string
  readonly subject: string
  /** Incidents of the rule and subject in the order in which they were first published. */
  readonly known: readonly Incident[]
  readonly episodes: readonly Episode[]
  /** The signal that has just come. */
  readonly cause: Signal
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What to write and what to publish, in this order. */
export interface Settlement {
  readonly rows: readonly Incident[]
  readonly told: readonly Told[]
}

/**
 * Brings the incidents that are known in line with the episodes. Each episode has one incident, under the id with which
 * it was first published. What was published cannot be taken back, so an incident that was ended or was less severe
 * than its open episode gets a successor with an id of its own, and is merged into it; so are incidents whose episodes
 * became one. Nothing is ever published twice with one id and state.
 */
export function diff(input: DiffInput): Settlement {
  const rows: Incident[] = []
  const told: Told[] = []
  const mergeAway = (incident: Incident, openedAt: number) => {
    const merged = merge(incident, openedAt)
    rows.push(merged.row)
    if (merged.told) told.push(merged.told)
  }
  for (const lost of withoutEpisode(input)) mergeAway(lost, lost.openedAt)
  for (const episode of input.episodes) {
    const claims = input.known.filter(({ opener }) => episode.members.has(opener))
    const end = endBy(episode, input.now)
    const kept = choose(claims, episode, end)
    for (const other of claims)
      if (other !== kept && !other.merged)
        mergeAway(other, episode.members.get(other.opener)?.occurredAt ?? other.openedAt)
    const row = rowOf(kept ?? fresh(episode, input), episode, end)
    if (!kept) told.push(openingOf(row, episode.opener))
    if (end && kept?.state !== 'resolved')
      told.push(endOf(row, end, end.signal ? isOld(input) : isStale(end.at, input.now)))
    if (!isDeepStrictEqual(row, kept)) rows.push(row)
  }
  return { rows: rows.toSorted(resolvedFirst), told }
}

/** Open ones that the signals no longer explain, as when the condition of a rule was changed: they must not stay open. */
function withoutEpisode({ known, episodes }: DiffInput): readonly Incident[] {
  return known.filter(({ state, opener }) => state === 'open' && !episodes.some(({ members }) => members.has(opener)))
}

/** At most one incident may be open at any time, also between two statements. */
function resolvedFirst(a: Incident, b: Incident): number {
  return Number(a.state === 'open') - Number(b.state === 'open')
}

function endBy({ end, due }: Episode, now: number): End | null {
  return end ?? (due !== null && due.at <= now ? due : null)
}

/** The first that was published, preferring those whose end was not; an open episode needs one that is open. */
function choose(claims: readonly Incident[], episode: Episode, end: End | null): Incident | undefined {
  const fit = claims.filter(({ severity }) => severities.indexOf(severity) >= severities.indexOf(episode.severity))
  return fit.find(({ state }) => state === 'open') ?? (end ? fit[0] : undefined)
}

function rowOf(incident: Incident, episode: Episode, end: End | null): Incident {
  return {
    ...incident,
    state: end ? 'resolved' : 'open',
    severity: episode.severity,
    openedAt: episode.opener.occurredAt,
    resolvedAt: end?.at ?? null,
    endsAt: end ? null : (episode.due?.at ?? null),
    endsBy: end ? null : (episode.due?.by ?? null),
    merged: false,
  }
}

/** The same event that opens it gives the same id, unless that was used up. */
function fresh({ opener, severity }: Episode, input: DiffInput): Incident {
  const { rule, subject, cause } = input
  const id = incidentId(rule, subject, opener.eventId)
  const used = input.known.some((incident) => incident.id === id)
  return {
    id: used ? incidentId(rule, subject, `${opener.eventId} ${cause.eventId}`) : id,
    rule,
    subject,
    state: 'open',
    severity,
    opener: opener.eventId,
    openedAt: opener.occurredAt,
    resolvedAt: null,
    endsAt: null,
    endsBy: null,
    silent: isOld(input),
    merged: false,
    about: opener.about,
  }
}

/** Whether what has just come is too old to notify anyone of what follows from it. */
function isOld({ cause, now }: DiffInput): boolean {
  return cause.replayed || isStale(cause.occurredAt, now) || isStale(cause.receivedAt, now)
}

function openingOf(incident: Incident, { occurredAt, eventId, about }: Signal): Told {
  return { incident, state: 'open', silent: incident.silent, at: occurredAt, eventId, about }
}
