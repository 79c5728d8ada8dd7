import { Worker } from 'node:worker_threads'
import { beforeAll, expect, test } from 'vitest'
import type { FaultReport } from './fault-worker.ts'
import { FAULTS } from './faults.ts'

const WORKERS = 2

const found = new Map<number, string | null>()

beforeAll(async () => {
  await Promise.all(Array.from({ length: WORKERS }, (_, first) => runWorker(first)))
}, 300_000)

test.each(FAULTS.map((fault, index) => ({ ...fault, index })))('$file with $to for $from loses a body', ({ index }) => {
  expect(found.get(index)).toBeTypeOf('string')
  expect(found.get(index)).not.toBe('stale')
})

async function runWorker(first: number): Promise<void> {
  const workerData = { first, step: WORKERS }
  const worker = new Worker(new URL('fault-worker.ts', import.meta.url), {
    workerData,
    execArgv: ['--conditions=source'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  worker.on('message', (report: FaultReport) => found.set(report.index, report.found))
  worker.once('error', reject)
  worker.once('exit', () => resolve())
  return promise
}
