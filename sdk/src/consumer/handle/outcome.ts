/**
 * What became of a record, as a number so that the hot path allocates nothing: `SETTLED`, or for how many milliseconds
 * its partition must wait before the record is tried again. `HELD`: until somebody resumes it, or for ever.
 */
export type Outcome = number

/** Handled, stored on a retry topic, or a dead letter: the group may go past it. */
export const SETTLED: Outcome = 0

export const HELD: Outcome = Number.POSITIVE_INFINITY

/** Not begun: it is delivered again at once. */
export const AGAIN: Outcome = 1
