import type { Severity } from './alert.ts'

/** What an alert says about an incident besides its identity and its times. */
export interface About {
  readonly title: string
  readonly detail: string
  readonly wabaId: string | null
  readonly phoneNumber: string | null
  readonly templateId: string | null
  readonly templateName: string | null
  readonly source: { readonly topic: string; readonly partition: number; readonly offset: string } | null
}

/** What one event said about one subject of a rule. Incidents follow from these, and from nothing else. */
export interface Signal {
  readonly eventId: string
  /** `superseded`: a stronger rule took over. */
  readonly state: 'open' | 'resolved' | 'superseded'
  readonly severity: Severity
  readonly contentId: string
  /** Milliseconds since 1970, like the other times. */
  readonly occurredAt: number
  readonly receivedAt: number
  /** When an open one is over by itself. */
  readonly expiresAt: number | null
  readonly replayed: boolean
  readonly about: About
}

/**
 * The order in which signals count, whatever the order of their arrival. At one instant a takeover is the last word;
 * event ids break ties, compared byte by byte.
 */
export function inOrder(a: Signal, b: Signal): number {
  return a.occurredAt - b.occurredAt || last(a) - last(b) || compare(a.eventId, b.eventId)
}

function last(signal: Signal): number {
  return signal.state === 'superseded' ? 1 : 0
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** In order, from the last `resolved` before the time of `added`: what is older was forgotten then. */
export function sinceReset(signals: readonly Signal[], added: Signal): readonly Signal[] {
  const ordered = signals.toSorted(inOrder)
  const from = ordered.findLastIndex(({ state, occurredAt }) => state === 'resolved' && occurredAt < added.occurredAt)
  return ordered.slice(Math.max(0, from))
}
