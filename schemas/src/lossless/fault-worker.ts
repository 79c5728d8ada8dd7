import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { FAULTS } from './faults.ts'
import type { firstLoss } from './first-loss.ts'

/** What came of one fault: the name of a body that is lost; null when none is; 'stale' when the fault has no place. */
export interface FaultReport {
  readonly index: number
  readonly found: string | null
}

/** Only what lies below src/ is loaded anew for each fault; the generated schemas stay. */
const root = new URL('../', import.meta.url).href

let index = -1
let places = 0
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context)
    return index >= 0 && resolved.url.startsWith(root) ? { ...resolved, url: urlOf(resolved.url) } : resolved
  },
  load(url, context, next) {
    const loaded = next(url, context)
    const fault = FAULTS[index]
    if (fault === undefined || url !== urlOf(root + fault.file)) return loaded
    const parts = readFileSync(new URL(url), 'utf8').split(fault.from)
    places = parts.length - 1
    return { ...loaded, source: parts.join(fault.to) }
  },
})

/** A module has an instance for each fault. */
function urlOf(url: string): string {
  return url.includes('?') ? url : `${url}?fault=${index}`
}

async function lostWith(): Promise<string | null> {
  places = 0
  const check: { firstLoss: typeof firstLoss } = await import(urlOf(`${root}lossless/first-loss.ts`))
  return places === 1 ? check.firstLoss() : 'stale'
}

const { first, step }: { readonly first: number; readonly step: number } = workerData
for (index = first; index < FAULTS.length; index += step) {
  const report: FaultReport = { index, found: await lostWith() }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
  parentPort?.postMessage(report)
}
