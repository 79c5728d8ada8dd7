import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from 'kafkajs'
import type { OpenCluster } from '../cluster.ts'
import type { Log } from '../config.ts'
import { codeOf } from '../error-code.ts'
import { KafkaError } from '../kafka-error.ts'
import { offsetsAt } from '../offsets.ts'
import { fetchNode } from './fetch-node.ts'
import type { IncomingRecord } from './incoming-record.ts'
import { isDone, type Track } from './track.ts'

interface Reading {
  readonly opened: OpenCluster
  readonly tracks: readonly Track[]
  readonly signal: AbortSignal | undefined
  readonly log: Log | undefined
}

interface Fetched {
  readonly node: string
  readonly batches: readonly (readonly IncomingRecord[])[]
  readonly error?: unknown
}

const PATIENCE_MS = 60_000
/** A broker that just started does not know its topics for a moment. */
const PERMANENT_PATIENCE_MS = 5000
const RETRY_AFTER_MS = 200

/** Fetches from each leader on its own until all tracks are done; a broker is asked again once its last answer was taken. */
export async function* fetchWhileLive(reading: Reading): AsyncGenerator<readonly IncomingRecord[], void, undefined> {
  const { opened, tracks, signal } = reading
  const aborted = abortOf(signal)
  const asked = new Map<string, Promise<Fetched>>()
  let answeredAtMs = performance.now()
  for (;;) {
    const live = tracks.filter((track) => !isDone(track))
    if (live.length === 0 || signal?.aborted) return
    for (const [node, own] of byLeader(opened.cluster, live))
      if (!asked.has(node)) asked.set(node, fetchFrom(node, own, reading))
    const fetched = await Promise.race([...asked.values(), aborted])
    if (!fetched) return
    asked.delete(fetched.node)
    if (fetched.error === undefined) answeredAtMs = performance.now()
    else failIfLasting(fetched.error, performance.now() - answeredAtMs)
    for (const records of fetched.batches) {
      yield records
      if (signal?.aborted) return
    }
  }
}

function byLeader(cluster: Cluster, tracks: readonly Track[]): Map<string, Track[]> {
  return Map.groupBy(tracks, ({ topic, partition }) => {
    const known = cluster.findTopicPartitionMetadata(topic).find(({ partitionId }) => partitionId === partition)
    return String(known?.leader ?? -1)
  })
}

/** Never rejects: after an error the metadata are read anew, with a pause, and the error is part of the answer. */
async function fetchFrom(node: string, tracks: readonly Track[], { opened, log, signal }: Reading): Promise<Fetched> {
  try {
    return { node, batches: await fetchNode(await opened.broker(node), tracks) }
  } catch (error) {
    if (!signal?.aborted) {
      log?.debug({ node, code: codeOf(error) }, 'fetch failed, trying again')
      await sleep(RETRY_AFTER_MS)
      await mend(error, tracks, opened, log).catch(() => undefined)
    }
    return { node, batches: [], error }
  }
}

async function mend(
  error: unknown,
  tracks: readonly Track[],
  opened: OpenCluster,
  log: Log | undefined,
): Promise<void> {
  await opened.cluster.refreshMetadata()
  if (codeOf(error) !== 'OFFSET_OUT_OF_RANGE') return
  const topics = [...new Set(tracks.map((track) => track.topic))]
  const starts = await offsetsAt(opened.cluster, topics, 'beginning')
  const ends = await offsetsAt(opened.cluster, topics, 'end')
  for (const track of tracks) {
    const start = starts.get(track.topic)?.get(track.partition) ?? 0n
    const end = ends.get(track.topic)?.get(track.partition) ?? track.position
    if (track.position >= start && track.position <= end) continue
    log?.warn(
      { topic: track.topic, partition: track.partition, position: String(track.position), start: String(start) },
      'records were deleted before they could be read',
    )
    track.position = start
  }
}

function failIfLasting(error: unknown, forMs: number): void {
  const failure = new KafkaError('reading from kafka failed', error)
  if (forMs > (failure.transient ? PATIENCE_MS : PERMANENT_PATIENCE_MS)) throw failure
}

/** Resolves to null when the signal fires; never without one. */
function abortOf(signal: AbortSignal | undefined): Promise<null> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(null), { once: true }))
}
