import type pg from 'pg'

import { isServerError, thrownFor } from './database-error.ts'

/** One connection, for as long as it is lent. */
export interface Session {
  /** What it throws is as `thrownFor` makes it. */
  query<R extends object = object>(text: string, values?: readonly unknown[]): Promise<Answer<R>>
}

export interface Answer<R> {
  readonly rows: readonly R[]
  readonly rowCount: number | null
  /** The first word of the statement as PostgreSQL understood it: 'COMMIT'. */
  readonly command: string
}

export interface LendOptions {
  /** Told about every statement that failed. */
  readonly failed: (error: unknown) => void
  readonly giveBack: (broken: boolean) => void
}

/** Lends a connection. Afterwards it goes back, or is thrown away if it broke. */
export async function lend<T>(
  client: pg.ClientBase,
  work: (session: Session) => Promise<T>,
  { failed, giveBack }: LendOptions,
): Promise<T> {
  // The end of a connection is told by the call that waits for it, or by the next one; the first reason says most.
  let lost: Error | undefined
  let broken = false
  const onError = (error: Error): void => void (lost ??= error)
  client.on('error', onError)
  const query = async <R extends object>(text: string, values: readonly unknown[] = []): Promise<Answer<R>> => {
    try {
      // Without values PostgreSQL takes several statements at once.
      return await (values.length === 0 ? client.query<R>(text) : client.query<R>(text, [...values]))
    } catch (error) {
      broken ||= !isServerError(error)
      const thrown = thrownFor(lost ?? error)
      failed(thrown)
      throw thrown
    }
  }
  try {
    return await work({ query })
  } finally {
    client.off('error', onError)
    giveBack(broken || lost !== undefined)
  }
}
