import type { Step } from './step.ts'

/** What is asked for and what is done belong together within this time, whichever came first. */
export const takeoverWindowMs = 24 * 60 * 60 * 1000

/** The part of an event that counts for its standing. */
export interface StepAt {
  readonly eventId: string
  readonly step: Step
  /** Milliseconds since 1970. */
  readonly occurredAt: number
}

/**
 * How an event stands among the others of its number. `completes`: the other half of a takeover (a request, or a code
 * turned off or changed) was there before. `begins`: the other half came after it. `alone`: there is none.
 */
export type Standing =
  | { readonly is: 'alone' }
  | { readonly is: 'begins' }
  | { readonly is: 'completes'; readonly half: StepAt }

/** Depends on the times of the events only, never on the order in which they arrived. */
export function standingOf(event: StepAt, others: readonly StepAt[]): Standing {
  const halves = others.filter((other) => areHalves(event, other)).toSorted(inOrder)
  const half = halves.findLast((other) => inOrder(other, event) < 0)
  if (half !== undefined) return { is: 'completes', half }
  return halves.length > 0 ? { is: 'begins' } : { is: 'alone' }
}

function areHalves(a: StepAt, b: StepAt): boolean {
  return (a.step === 'asked') !== (b.step === 'asked') && Math.abs(a.occurredAt - b.occurredAt) <= takeoverWindowMs
}

/** By time; events of one second by id, so that everybody orders them alike. */
function inOrder(a: StepAt, b: StepAt): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt
  if (a.eventId === b.eventId) return 0
  return a.eventId < b.eventId ? -1 : 1
}
