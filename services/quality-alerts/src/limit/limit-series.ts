import { limitChange, type Direction } from './limit-change.ts'
import { limitSize } from './limit-size.ts'

/** What one event said about a limit. */
export interface LimitEvent {
  readonly eventId: string
  /** Milliseconds since 1970. */
  readonly occurredAt: number
  readonly value: string
  /** The limit before, when Meta told it. */
  readonly toldBefore: string | null
  /** Which way it went, when Meta's word says so. */
  readonly told: Direction | null
}

/** How a limit stands after an event. */
export interface LimitState {
  readonly value: string
  /** The limit before: as Meta told it, else what the event before said. */
  readonly before: string | null
  readonly direction: Direction | null
  /** Since it was lowered it was not raised. */
  readonly isLowered: boolean
  /** Since it was raised, from something and not as a recovery, it was not lowered. */
  readonly isRaised: boolean
}

export interface LimitStep {
  readonly event: LimitEvent
  readonly state: LimitState
}

/**
 * How a limit stands after each of these events, which are in order. `first` is the one before them. An event that says
 * the same limit again leaves things as they were.
 */
export function limitSeries(first: LimitStep | null, events: readonly LimitEvent[]): readonly LimitStep[] {
  const steps: LimitStep[] = []
  for (const event of events) steps.push({ event, state: stateAfter(event, (steps.at(-1) ?? first)?.state ?? null) })
  return steps
}

function stateAfter({ value, told, toldBefore }: LimitEvent, previous: LimitState | null): LimitState {
  const before = toldBefore ?? previous?.value ?? null
  const direction = limitChange({ before, value, told })
  const [wasLowered, wasRaised] = [previous?.isLowered ?? false, previous?.isRaised ?? false]
  if (direction === null) return { value, before, direction, isLowered: wasLowered, isRaised: wasRaised }
  const isFirst = before !== null && limitSize(before) === 0
  const isRaised = direction === 'raised' && !wasLowered && !isFirst
  return { value, before, direction, isLowered: direction === 'lowered', isRaised }
}
