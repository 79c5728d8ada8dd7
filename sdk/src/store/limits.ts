/** Sizes and times of a store, in milliseconds. */
export interface StoreLimits {
  readonly connections: number
  /** For a connection, also a free one of the pool, and for the store to be ready. */
  readonly connectMs: number
  /** The server gives a statement up after this time. */
  readonly statementMs: number
  /** A server that has not answered a statement by then is gone. */
  readonly answerMs: number
  /** The server ends a transaction whose owner has said nothing for this time: it would hold up others. */
  readonly idleTransactionMs: number
  /** Between two tries to reach a server that is away. */
  readonly retryMs: number
}

export const defaultLimits: StoreLimits = {
  connections: 10,
  connectMs: 2_000,
  statementMs: 30_000,
  answerMs: 35_000,
  idleTransactionMs: 60_000,
  retryMs: 500,
}
