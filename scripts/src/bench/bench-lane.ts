import { createLane, type Lane, type OutgoingRecord } from '@wabastream/sdk/kafka'
import { startBenchStack, type BenchStack, type BenchStackOptions } from './bench-stack.ts'
import { moveTo } from './cores.ts'
import type { Slice } from './measure-slice.ts'
import { recordOf } from './recorded-events.ts'

export interface LaneBenchOptions extends BenchStackOptions {
  readonly slices: number
  readonly recordsPerSlice: number
  /** Callers that each publish one record after the other. */
  readonly callers: readonly number[]
}

export interface LaneBenchResult extends Pick<BenchStack, 'cores'> {
  /** By the number of callers. */
  readonly slices: ReadonlyMap<number, readonly Slice[]>
}

/** Measures the producer lane alone: records that are ready, of one message each, as the ingress makes them. */
export async function benchLane(options: LaneBenchOptions): Promise<LaneBenchResult> {
  await using stack = await startBenchStack(options)
  if (!('impossible' in stack.cores)) moveTo(stack.cores.server)
  const lane = createLane({
    kafka: { brokers: stack.addresses.brokers.split(','), clientId: 'waba-bench' },
    name: 'bench',
  })
  await lane.start()
  try {
    const records = Array.from({ length: options.recordsPerSlice }, (_, index) => recordOf(index, 1))
    const slices = new Map<number, Slice[]>(options.callers.map((count) => [count, []]))
    for (let round = 0; round <= options.slices; round++)
      for (const [callers, measured] of slices) {
        options.signal.throwIfAborted()
        options.tell(round === 0 ? 'Warming up' : `Slice ${round} of ${options.slices}: ${callers} callers`)
        const slice = await publishAll(lane, records, callers)
        if (round > 0) measured.push(slice)
      }
    return { slices, cores: stack.cores }
  } finally {
    await lane.stop()
  }
}

async function publishAll(lane: Lane, records: readonly OutgoingRecord[], callers: number): Promise<Slice> {
  const left = records.values()
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const call = async () => {
    for (const record of left) await lane.publish([record])
  }
  await Promise.all(Array.from({ length: callers }, call))
  const { user, system } = process.cpuUsage(cpuBefore)
  return {
    cpuUs: (user + system) / records.length,
    perSecond: (records.length * 1000) / (performance.now() - startedAt),
  }
}
