import type { Tx } from '../../store/index.ts'

/**
 * Takes an id for this transaction: true when it was not done before, under this scope and within 8 days. If the
 * transaction is kept, the id is done; if not, it is free again. Waits for another transaction that has the same id.
 * The scope is the name of the consumer group, plus the replay id when effects are to happen again.
 */
export async function claim(tx: Tx, scope: string, id: string): Promise<boolean> {
  return (await claimAll(tx, scope, [id])).size > 0
}

/** Takes many ids in one round trip: those that were not done before. */
export async function claimAll(tx: Tx, scope: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>('SELECT id FROM once_claim($1, $2) AS id', [scope, ids])
  return new Set(rows.map(({ id }) => id))
}
