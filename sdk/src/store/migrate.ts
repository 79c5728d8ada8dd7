import { createHash } from 'node:crypto'
import pg from 'pg'

import type { Migration } from './migration.ts'
import type { Session } from './session.ts'

/** Thrown when the tables cannot be brought up to date; trying again does not help. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/**
 * Brings the tables of a schema up to date, all steps or none. Processes that do it at once wait for each other.
 * @throws MigrationError when a step that has run was edited since, or the error of a step.
 */
export async function migrate(session: Session, schema: string, migrations: readonly Migration[]): Promise<void> {
  refuseEqualNames(migrations)
  // Most starts find everything done, and need not wait for a lock.
  if (pending(migrations, await applied(session)).length === 0) return
  await inTransaction(session, async () => {
    await lockSchema(session, schema)
    const found = await session.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema])
    if (found.rowCount === 0) await session.query(`CREATE SCHEMA ${pg.escapeIdentifier(schema)}`)
    await session.query(
      'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    for (const { name, sql } of pending(migrations, await applied(session))) {
      await session.query(sql)
      await session.query('INSERT INTO migrations (name, digest) VALUES ($1, $2)', [name, digest(sql)])
    }
  })
}

/** Held until the end of the transaction: one process at a time changes the tables of a schema. */
export async function lockSchema(session: Session, schema: string): Promise<void> {
  await session.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`wabastream tables of ${schema}`])
}

/** All of it is kept or nothing. */
export async function inTransaction<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('BEGIN')
  try {
    const result = await work()
    await session.query('COMMIT')
    return result
  } catch (error) {
    await session.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** Digests by name; empty when nothing was done yet. */
async function applied(session: Session): Promise<ReadonlyMap<string, string>> {
  const { rows } = await session.query<{ known: boolean }>(
    `SELECT to_regclass(quote_ident(current_schema()) || '.migrations') IS NOT NULL AS known`,
  )
  if (rows[0]?.known !== true) return new Map()
  const done = await session.query<{ name: string; digest: string }>('SELECT name, digest FROM migrations')
  return new Map(done.rows.map(({ name, digest: text }) => [name, text]))
}

function pending(migrations: readonly Migration[], done: ReadonlyMap<string, string>): readonly Migration[] {
  for (const { name, sql } of migrations) {
    const before = done.get(name)
    if (before !== undefined && before !== digest(sql))
      throw new MigrationError(
        `The migration ${name} was changed after it had run here. Undo the change and add a new migration ` +
          '(on a local stack without anything to keep: waba up --reset)',
      )
  }
  return migrations.filter(({ name }) => !done.has(name))
}

/** Spaces at line ends and indentation may change. */
function digest(sql: string): string {
  return createHash('sha256').update(sql.replaceAll(/\s+/g, ' ').trim()).digest('hex')
}

function refuseEqualNames(migrations: readonly Migration[]): void {
  const names = migrations.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new MigrationError(`Two migrations are called ${twice}`)
}
