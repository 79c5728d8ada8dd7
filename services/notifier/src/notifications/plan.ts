import type { Alert } from '@wabastream/schemas'
import type { Destination } from '../destinations/destination.ts'
import { matches } from '../destinations/matches.ts'
import { quietUntil } from '../quiet/quiet-until.ts'
import type { Told } from './opening-told.ts'

/** A destination that is to be told of an alert. */
export interface Planned {
  readonly destination: string
  /** When its quiet period ends, milliseconds since 1970; null = at once. */
  readonly dueAt: number | null
}

export interface PlanInput {
  readonly alert: Alert
  readonly destinations: readonly Destination[]
  /** For a recovery: what each destination knows of the opening. */
  readonly told: ReadonlyMap<string, Told>
  readonly nowMs: number
}

/**
 * Who is told of an alert. An opening: every destination whose filter lets it through. A recovery: those that were told of
 * the opening, whatever the filter says by now, unless they want no recoveries.
 */
export function plan({ alert, destinations, told, nowMs }: PlanInput): readonly Planned[] {
  return destinations
    .filter(({ name, filter }) => {
      if (!(filter.states?.includes(alert.state) ?? true)) return false
      return alert.state === 'open' ? matches(filter, alert) : (told.get(name) ?? 'no') !== 'no'
    })
    .map(({ name, quiet }) => ({ destination: name, dueAt: quietUntil(quiet, alert.severity, nowMs) }))
}
