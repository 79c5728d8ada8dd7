/**
 * How long the rows of a table are kept. A table that is only appended to is `PARTITION BY RANGE (day)`, with a column
 * `day date NOT NULL DEFAULT CURRENT_DATE` (the day of writing, UTC): the store makes its days ahead and drops whole
 * ones. A table with a key over all days cannot be: its rows are deleted in small steps.
 */
export type Retention = DroppedByDay | DeletedByDay

export interface DroppedByDay {
  readonly table: string
  /** Whole days before today. */
  readonly days: number
  readonly by?: 'drop'
}

export interface DeletedByDay {
  readonly table: string
  /** Whole days before today. */
  readonly days: number
  readonly by: 'delete'
  /** A `timestamptz` or `date` column, with an index that begins with it. */
  readonly column: string
}
