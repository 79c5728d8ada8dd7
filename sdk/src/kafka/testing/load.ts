import { setTimeout as sleep } from 'node:timers/promises'
import type { KafkaConfig } from '../config.ts'
import type { Lane } from '../lane/lane.ts'
import { LaneError } from '../lane/lane-error.ts'
import { partitionFor } from '../partition-for.ts'
import { read } from '../reader/read.ts'
import type { OutgoingRecord } from '../record.ts'

/** Callers that publish without a pause and write down what they were told. For contract and fault tests. */
export interface Load {
  /** Records that the lane called kept, by place; each value is the record's own id. */
  readonly kept: ReadonlyMap<string, string>
  /** LaneErrors by reason; refused records by code. */
  readonly failures: ReadonlyMap<string, number>
  /** Longest time that a call took, in milliseconds. */
  readonly slowestMs: number
  /** Ends the callers, and waits for their last answers. */
  stop(): Promise<void>
}

export interface LoadOptions {
  readonly lane: Lane
  readonly topic: string
  readonly partitions: number
  readonly callers: number
  /** Records per call. */
  readonly records?: number
  readonly valueBytes?: number
  /** Between two calls of a caller. Without it they use the machine up, and restarts take long. */
  readonly pauseMs?: number
}

const PAUSE_AFTER_FAILURE_MS = 20

export function startLoad(options: LoadOptions): Load {
  const { lane, topic, partitions, callers, records = 1, valueBytes = 200, pauseMs = 0 } = options
  const kept = new Map<string, string>()
  const failures = new Map<string, number>()
  const padding = '.'.repeat(valueBytes)
  const ending = new AbortController()
  let slowestMs = 0

  async function call(caller: number): Promise<void> {
    for (let turn = 0; !ending.signal.aborted; turn += 1) {
      const ids = Array.from({ length: records }, (_, index) => `${caller}:${turn}:${index}`)
      const startedAtMs = performance.now()
      await publish(ids).catch(async (error: unknown) => {
        if (!(error instanceof LaneError)) throw error
        count(failures, error.reason)
        await sleep(PAUSE_AFTER_FAILURE_MS)
      })
      slowestMs = Math.max(slowestMs, performance.now() - startedAtMs)
      if (pauseMs > 0) await sleep(pauseMs)
    }
  }

  async function publish(ids: readonly string[]): Promise<void> {
    const sent = ids.map((id) => recordOf(topic, partitionFor(id, partitions), id, padding))
    const outcomes = await lane.publish(sent)
    for (const [index, outcome] of outcomes.entries()) {
      const record = sent[index]
      if (!outcome.kept) count(failures, outcome.code)
      else if (record) kept.set(`${record.partition}/${outcome.offset}`, ids[index] ?? '')
    }
  }

  const running = Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)))
  return {
    kept,
    failures,
    get slowestMs() {
      return slowestMs
    },
    async stop() {
      ending.abort()
      await running
    },
  }
}

function recordOf(topic: string, partition: number, id: string, padding: string): OutgoingRecord {
  return { topic, partition, key: id, value: Buffer.from(id + padding), headers: { id }, timestampMs: Date.now() }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Ids that were called kept and are not at the place that was named; empty when nothing was lost. */
export async function lostRecords(
  config: KafkaConfig,
  topic: string,
  kept: ReadonlyMap<string, string>,
): Promise<string[]> {
  const missing = new Map(kept)
  for await (const record of read(config, { topics: [topic], from: 'beginning', until: 'end' })) {
    const place = `${record.partition}/${record.offset}`
    if (record.key?.toString() === missing.get(place)) missing.delete(place)
  }
  return Array.from(missing, ([place, id]) => `${id} at ${place}`)
}
