import { alerts, type Alert } from '@wabastream/schemas'
import type { Topic } from '@wabastream/schemas/catalogue'
import { storable, type Tx } from '../store/index.ts'
import { alertOf } from './alert-of.ts'
import type { Cause } from './cause.ts'
import { diff } from './diff.ts'
import { episodes } from './episodes.ts'
import { incidentsSince, lockTrack, putIncident } from './incidents-table.ts'
import type { Rule, Verdict } from './rule.ts'
import { signalOf, takeoverOf } from './signal-of.ts'
import type { Signal } from './signal.ts'
import { addSignal, signalsFor } from './signals-table.ts'

/** `ctx.publish` of a consumer inside a transaction: the alert goes to the outbox of that transaction. */
export type PublishAlert = (
  topic: Topic<Alert>,
  message: { readonly key: string; readonly record: Alert },
) => Promise<void>

/** Of which rule, and about what, an incident is taken over. */
export interface Takeover {
  readonly rule: Rule
  readonly subject: string
  /**
   * From when on, milliseconds since 1970: what the rule said until then is over. The time of the cause if left out;
   * where events may come in any order, the time of the latest one of those that make the stronger incident.
   */
  readonly at?: number
}

/**
 * The incidents of a service, kept in its store. Everything happens in the caller's transaction, which must be READ
 * COMMITTED, so that two handlers never open two incidents of one rule and subject.
 */
export interface Incidents {
  /**
   * Takes a verdict into account: opens, renews or ends the incident of its rule and subject, and publishes what
   * changed. The same event again changes nothing, and the order in which events come changes nothing.
   */
  report(tx: Tx, publish: PublishAlert, rule: Rule, verdict: Verdict, cause: Cause): Promise<void>
  /**
   * Ends the incident of a rule without a word, because a stronger rule says more. Harmless when none is open. The same
   * content said again later opens it again only if something else was said in between.
   */
  supersede(tx: Tx, publish: PublishAlert, takeover: Takeover, cause: Cause): Promise<void>
}

export interface IncidentsOptions {
  /** Name of the service. */
  readonly service: string
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Incidents of a service's rules. */
export function createIncidents({ service, now = Date.now }: IncidentsOptions): Incidents {
  const settle = async (tx: Tx, publish: PublishAlert, rule: Rule, { subject, signal }: Said) => {
    const track = { rule: rule.name, subject: storable(subject) }
    if (!(await addSignal(tx, track, signal))) return
    await lockTrack(tx, service, track)
    const signals = await signalsFor(tx, track, signal)
    const known = await incidentsSince(tx, track, signals[0]?.occurredAt ?? signal.occurredAt)
    const found = episodes(signals, rule.endsAfterMs ?? null)
    const { rows, told } = diff({ ...track, known, episodes: found, cause: signal, now: now() })
    for (const row of rows) await putIncident(tx, row)
    for (const one of told) {
      const record = alertOf(service, one)
      await publish(alerts, { key: keyOf(record), record })
    }
  }
  return {
    report: (tx, publish, ...[rule, verdict, cause]) =>
      settle(tx, publish, rule, { subject: verdict.subject, signal: signalOf(rule, verdict, cause) }),
    supersede: (tx, publish, { rule, subject, at }, cause) =>
      settle(tx, publish, rule, { subject, signal: takeoverOf(rule, cause, at ?? cause.occurredAt) }),
  }
}

interface Said {
  readonly subject: string
  readonly signal: Signal
}

/** Alerts of one account stay in order. */
export function keyOf(alert: Alert): string {
  return alert.waba_id ?? alert.subject
}
