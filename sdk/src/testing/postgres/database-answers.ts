import pg from 'pg'

import { owner } from './init-database.ts'

const probeMs = 5_000

/** The address of the database of a server of ours. */
export function databaseUrl(server: { readonly port: number; readonly password: string }): string {
  return `postgres://${owner}:${server.password}@127.0.0.1:${server.port}/${owner}`
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** True when the server takes connections; makes the database that the address names if it is not there. */
export async function databaseAnswers(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: withDatabase(url, 'postgres'),
    connectionTimeoutMillis: probeMs,
    query_timeout: probeMs,
  })
  // A connection that breaks is told by the call that waits for it.
  client.on('error', () => {})
  try {
    await client.connect()
    await createDatabase(client, new URL(url).pathname.slice(1))
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
}
