/** Rows of one table, at most one per key: one statement may not touch a row twice. */
export interface Fold<R> {
  add(row: R): void
  /** In the order of their keys, so that transactions which meet lock in one order. */
  rows(): readonly R[]
  readonly size: number
}

/**
 * Gathers rows. `merge` says what two rows of one key make, in any order: the statement that writes the table does the
 * same with the row that is there already, so that neither order nor repetition of events matters.
 */
export function createFold<R>(key: (row: R) => readonly string[], merge: (a: R, b: R) => R): Fold<R> {
  const byKey = new Map<string, R>()
  return {
    add(row) {
      const name = key(row).join('\u0000')
      const before = byKey.get(name)
      byKey.set(name, before === undefined ? row : merge(before, row))
    },
    rows: () => [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    get size() {
      return byKey.size
    },
  }
}
