import pg from 'pg'

import { Failure, unavailable } from '../failure/index.ts'

/** What an error of a statement means to the caller, and to whoever watches the metrics. */
export type ErrorClass = 'unavailable' | 'conflict' | 'constraint' | 'timeout' | 'other'

export const errorClasses: readonly ErrorClass[] = ['unavailable', 'conflict', 'constraint', 'timeout', 'other']

// SQLSTATEs, https://www.postgresql.org/docs/current/errcodes-appendix.html. 53: no memory, disk or connection left.
// 57P0x: it stops, crashed or starts. 25006: we talk to a standby after a failover.
const rules: readonly (readonly [RegExp, ErrorClass])[] = [
  [/^(08|53|57P0[1-5]|25006)/, 'unavailable'],
  [/^(40001|40P01)$/, 'conflict'],
  [/^23/, 'constraint'],
  [/^(57014|55P03|25P0[34])$/, 'timeout'],
]

// The client's own errors have no code.
const lostConnection =
  /^(Connection terminated|Connection error|timeout e|Query read timeout|Client (has encountered|was closed)|Cannot use a pool after)/

/** The class of what a connection threw. */
export function errorClass(error: unknown): ErrorClass {
  if (error instanceof Failure) return error.kind === 'unavailable' ? 'unavailable' : 'other'
  if (!(error instanceof Error)) return 'other'
  if (isMissingDay(error)) return 'unavailable'
  const code = codeOf(error)
  if (isServerError(error)) return rules.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'other'
  return lostConnection.test(error.message) || /^E[A-Z_]+$/.test(code ?? '') ? 'unavailable' : 'other'
}

/** True when the server said it: the connection is still good, unless the server is going. */
export function isServerError(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError
}

/** True when a table has no partition for the day: the store was away for days, and makes it when it prepares again. */
export function isMissingDay(error: unknown): boolean {
  return isServerError(error) && error.routine === 'ExecFindPartition'
}

/** SQLSTATE or system code. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** What is thrown for it: `unavailable`, or the error itself without the values that it was about. */
export function thrownFor(error: unknown): unknown {
  if (error instanceof Failure) return error
  const clean = isServerError(error) ? withoutValues(error) : error
  return errorClass(error) === 'unavailable' ? unavailable(clean) : clean
}

/** PostgreSQL quotes keys and rows in DETAIL, and what it could not read in messages of class 22. */
function withoutValues(error: pg.DatabaseError): pg.DatabaseError {
  for (const name of ['detail', 'where', 'internalQuery'] as const) delete error[name]
  if (error.code?.startsWith('22') === true) error.message = error.message.replace(/:? "[^]*/, '')
  return error
}
