import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

import { withDatabase } from '../postgres/database-answers.ts'

const withinMs = 30_000

/** Makes an empty database and gives its address. Blocks until it is there: a test then needs no further step. */
export function makeDatabase(serverUrl: string, name: string): string {
  const url = withDatabase(serverUrl, name)
  const script = new URL(`./make-database-worker${extname(import.meta.filename)}`, import.meta.url)
  const state = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(script, { workerData: { url, state } })
  // What it would say comes too late for us: the state tells whether it went well.
  worker.unref()
  Atomics.wait(state, 0, 0, withinMs)
  if (state[0] !== 1) throw new Error(`The database ${name} could not be made on the PostgreSQL of this run`)
  return url
}
