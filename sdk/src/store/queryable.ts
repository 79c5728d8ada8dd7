/** What takes statements: a store, or one transaction of it. */
export interface Queryable {
  /**
   * Runs one statement and gives its rows; tables are looked up in the service's schema. Of what comes back, `bigint`
   * is a number (a bigint beyond 2^53), `timestamptz` epoch milliseconds, `date` text (2026-01-31), `numeric` text,
   * `json` and `jsonb` parsed. Of what goes in, an object becomes JSON and an array an array: write `JSON.stringify`
   * for an array that goes into a `jsonb` column. Epoch milliseconds go in through `timestamp`.
   * @throws Failure of the kind `unavailable` when the server cannot be reached, else what PostgreSQL said, without
   * the values that it was about.
   */
  query<R extends object = object>(text: string, values?: readonly unknown[]): Promise<readonly R[]>
}

/** One transaction: all of it is kept, or nothing. */
export interface Tx extends Queryable {
  /** The store that it belongs to. */
  readonly store: Queryable
  /** Runs something once the transaction is kept; never when it is rolled back. It must not throw. */
  afterCommit(run: () => void): void
}
