/** One Graph call, without its token. */
export interface LoggedCall {
  /** Epoch milliseconds. */
  readonly at: number
  readonly method: string
  /** Path without query. */
  readonly path: string
  readonly app_id: string | null
  readonly waba_id: string | null
  /** HTTP status; null when no answer was given on purpose. */
  readonly status: number | null
  /** Graph's error code, if it was an error. */
  readonly code: number | null
}

/** The latest Graph calls, so that a test can count them. */
export interface CallLog {
  add(call: LoggedCall): void
  /** Oldest first. */
  list(): readonly LoggedCall[]
  /** Calls since the start or the last `clear`, those that were forgotten included. */
  readonly total: number
  clear(): void
}

const mostKept = 50_000

export function createCallLog(): CallLog {
  let calls: LoggedCall[] = []
  let total = 0
  return {
    add(call) {
      calls.push(call)
      total += 1
      if (calls.length > mostKept * 2) calls = calls.slice(-mostKept)
    },
    list: () => calls.slice(-mostKept),
    get total() {
      return total
    },
    clear() {
      calls = []
      total = 0
    },
  }
}
