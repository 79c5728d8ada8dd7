import type { Position } from './fact.ts'

/** Negative: `a` happened before `b`; 0: the same event. A total order, so that the order of arrival never matters. */
export function comparePositions(a: Position, b: Position): number {
  return a.occurredAt - b.occurredAt || a.rank - b.rank || compareText(a.eventId, b.eventId)
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
