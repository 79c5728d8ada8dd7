import type { Severity } from './alert.ts'

/**
 * A rule of alerts: what it looks for as words (its page is generated from them), and the decision as a pure function.
 * One file each, with a table test beside it.
 */
export interface Rule<I = never> {
  /** kebab-case; part of the identity of its incidents, so it never changes. */
  readonly name: string
  readonly severity: Severity
  /** When it opens and when it resolves, in a sentence or two. */
  readonly condition: string
  /** The figures of the condition, by what they stand for, such as `{ 'failures in 10 minutes': 20 }`. */
  readonly thresholds?: Readonly<Record<string, string | number>>
  /** What to do when it opens. */
  readonly advice: string
  /**
   * For a rule whose end no event tells, milliseconds: an incident ends that long after the last event that opened or
   * renewed it, and nobody is notified of the end.
   */
  readonly endsAfterMs?: number
  /** Null when the input says nothing to the rule, which costs nothing: say something only when there is news. */
  judge(input: I): Verdict | null
}

/** What a rule makes of an event. */
export interface Verdict {
  readonly state: 'open' | 'resolved'
  /** What the incident is about, as the rule counts it. At most one incident of a rule is open per subject. */
  readonly subject: string
  /** One line. */
  readonly title: string
  /** What happened, and what to do. */
  readonly detail: string
  /**
   * When it is not the rule's own. A rise while the incident is open makes a new incident, so that it is notified; a
   * fall changes nothing.
   */
  readonly severity?: Severity | undefined
  /** When it is not the event's own. */
  readonly wabaId?: string | undefined
  /** Display phone number, digits only. */
  readonly phoneNumber?: string | undefined
  readonly templateId?: string | undefined
  readonly templateName?: string | undefined
  /** Milliseconds since 1970: the incident resolves itself then. The newest event decides. */
  readonly expiresAt?: number | undefined
}

/** Declares a rule; its input type reaches `judge`. */
export function rule<I>(definition: Rule<I>): Rule<I> {
  return definition
}
