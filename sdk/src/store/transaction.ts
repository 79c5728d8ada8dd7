import { errorClass } from './database-error.ts'
import type { Queryable, Tx } from './queryable.ts'
import type { Session } from './session.ts'

/** Runs `work` between BEGIN and COMMIT, and what it left for after that. Rolls back when it throws. */
export async function runTransaction<T>(session: Session, store: Queryable, work: (tx: Tx) => Promise<T>): Promise<T> {
  const { tx, settle, callbacks } = openTx(session, store)
  await session.query('BEGIN')
  try {
    const result = await work(tx)
    const failed = await settle()
    const { command } = await session.query('COMMIT')
    // PostgreSQL answers the COMMIT of a failed transaction with a rollback and no error.
    if (command !== 'COMMIT') throw failed ?? new Error('The transaction was rolled back by PostgreSQL')
    for (const run of callbacks) run()
    return result
  } catch (error) {
    const failed = await settle()
    // On a broken connection there is nothing to roll back any more.
    await session.query('ROLLBACK').catch(() => {})
    // The work may have put its own words around a deadlock.
    throw errorClass(failed) === 'conflict' ? failed : error
  }
}

interface OpenTx {
  readonly tx: Tx
  readonly callbacks: readonly (() => void)[]
  /** Waits for the last statement and takes no further one; gives the first error of a statement. */
  settle(): Promise<Error | undefined>
}

/** Statements go one after the other, also when the work does not wait for each. */
function openTx(session: Session, store: Queryable): OpenTx {
  const callbacks: (() => void)[] = []
  let last: Promise<unknown> = Promise.resolve()
  let failed: Error | undefined
  let isOver = false
  const tx: Tx = {
    store,
    query<R extends object>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
      if (isOver) return Promise.reject(new Error('The transaction is over: await every query within it'))
      const rows = last.then(async () => (await session.query<R>(text, values)).rows)
      last = rows.catch((error: unknown) => (failed ??= error as Error))
      return rows
    },
    afterCommit: (run) => void callbacks.push(run),
  }
  const settle = async (): Promise<Error | undefined> => {
    await last
    isOver = true
    return failed
  }
  return { tx, callbacks, settle }
}
