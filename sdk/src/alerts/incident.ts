import type { Severity } from './alert.ts'
import type { EndedBy } from './episodes.ts'
import type { About } from './signal.ts'

/** An incident as it is kept: one episode, with the identity under which it was first published. */
export interface Incident {
  readonly id: string
  readonly rule: string
  readonly subject: string
  /** As it was last published. */
  readonly state: 'open' | 'resolved'
  readonly severity: Severity
  /** Event id of the signal through which it belongs to an episode. */
  readonly opener: string
  /** Milliseconds since 1970, like the other times. */
  readonly openedAt: number
  readonly resolvedAt: number | null
  /** When time ends it, and how. */
  readonly endsAt: number | null
  readonly endsBy: EndedBy | null
  /** Nobody was notified of its opening, so nobody is of its end. */
  readonly silent: boolean
  /** A late event showed that it is part of another one. */
  readonly merged: boolean
  readonly about: About
}

/** A state of an incident that is published. */
export interface Told {
  readonly incident: Incident
  readonly state: 'open' | 'resolved'
  readonly silent: boolean
  /** Milliseconds since 1970. */
  readonly at: number
  /** The event that led to the state; null when time did. */
  readonly eventId: string | null
  readonly about: About
}
