import { standingOf, takeoverWindowMs, type Standing } from './standing.ts'
import type { TwoStepEvent } from './two-step-event.ts'

/** An event to judge, for the first time or again. */
export interface ToJudge {
  readonly event: TwoStepEvent
  readonly standing: Standing
}

/**
 * What to judge when an event has arrived: the event itself, and those whose standing it changed, which happens when a
 * request and what was done arrive out of order. `history` holds the arrived event.
 */
export function toJudge(arrivedId: string, history: readonly TwoStepEvent[]): readonly ToJudge[] {
  const arrived = history.find(({ eventId }) => eventId === arrivedId)
  if (arrived === undefined) return []
  const before = history.filter(({ eventId }) => eventId !== arrivedId)
  return history.flatMap((event) => {
    if (Math.abs(event.occurredAt - arrived.occurredAt) > takeoverWindowMs) return []
    const standing = standingOf(event, history)
    const isNews = event === arrived || standingOf(event, before).is !== standing.is
    return isNews ? [{ event, standing }] : []
  })
}
