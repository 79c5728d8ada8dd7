import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs, { type Consumer } from 'kafkajs'
import { createClient, retryOptions } from '../client.ts'
import type { KafkaConfig } from '../config.ts'
import { createSockets } from '../sockets.ts'
import { createState, eachBatch, type State } from './each-batch.ts'
import type { GroupConfig } from './group-config.ts'
import { partitionKey } from './partition-key.ts'
import type { AssignedPartition, StartingPlace } from './starting-places.ts'

/** What a session tells while it lives. */
export interface SessionEvents {
  /** A new assignment. What it resolves to is where partitions begin for which nothing is committed. */
  joined(assigned: readonly AssignedPartition[]): Promise<readonly StartingPlace[]>
  settled(): void
  fetched(): void
}

/** The life of one kafkajs consumer: from its connection until it is stopped or crashes. It is never restarted. */
export interface Session {
  /** null: it was stopped. */
  readonly ended: Promise<unknown>
  pause(topic: string, partition: number): void
  resume(topic: string, partition: number): void
  /** Waits for the batches at work, commits, leaves the group and closes; no longer than `stopMs`. */
  stop(): Promise<void>
  /** Cuts it off without waiting. */
  abandon(reason: Error): void
}

const PATIENCE = { connectTimeoutMs: 5000, requestTimeoutMs: 15_000, retries: 5 }
/** One answer of a broker is held in memory whole. */
const ANSWER_BYTES = 4 * 1024 * 1024
const PARTITION_BYTES = 512 * 1024
/** More workers than any instance has busy partitions: with fewer, one would wait for another. */
const WORKERS = 128
const METADATA_AGE_MS = 60_000
const OUT_OF_RANGE = /^Offset out of range, resetting/

export function startSession(config: GroupConfig, events: SessionEvents, turn: number): Session {
  const { groupId, topics, timings } = config
  const sockets = createSockets()
  const consumer = createClient(withWatchedLog(config), PATIENCE, sockets, turn).consumer({
    groupId,
    // A restart inside kafkajs cannot be stopped; the group starts a new session instead.
    retry: { ...retryOptions(PATIENCE.retries), restartOnFailure: async () => false },
    sessionTimeout: timings.sessionMs,
    heartbeatInterval: timings.heartbeatMs,
    rebalanceTimeout: timings.rebalanceMs,
    maxWaitTimeInMs: timings.waitMs,
    maxBytesPerPartition: PARTITION_BYTES,
    maxBytes: ANSWER_BYTES,
    metadataMaxAge: METADATA_AGE_MS,
    allowAutoTopicCreation: false,
  })
  const { promise: ended, resolve: end } = Promise.withResolvers<unknown>()
  const state = createState()
  const over = (error: unknown) => {
    state.over = true
    end(error)
  }
  consumer.on(consumer.events.CRASH, ({ payload }) => over(payload.error))
  consumer.on(consumer.events.FETCH, () => events.fetched())
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    const assigned = assignedOf(payload.memberAssignment)
    state.generation += 1
    state.assigned = new Set(assigned.map(({ topic, partition }) => partitionKey(topic, partition)))
    state.settling = settle(consumer, state, { events, assigned, over })
  })
  const run = async () => {
    await consumer.connect()
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    await consumer.run({
      autoCommit: true,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: WORKERS,
      eachBatch: (payload) => eachBatch(payload, state, config),
    })
  }
  const running = run().catch(over)
  return {
    ended,
    pause: (topic, partition) => ifRunning(() => consumer.pause([{ topic, partitions: [partition] }])),
    resume: (topic, partition) => ifRunning(() => consumer.resume([{ topic, partitions: [partition] }])),
    async stop() {
      state.over = true
      const timer = new AbortController()
      const late = sleep(timings.stopMs, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.race([leave(running, consumer), late])
      timer.abort()
      sockets.destroy()
      end(null)
    },
    abandon(reason) {
      over(reason)
      sockets.destroy()
      void consumer.disconnect().catch(() => undefined)
    },
  }
}

/** Not in the middle of the first join: that would leave a dead member behind. */
async function leave(joined: Promise<void>, consumer: Consumer): Promise<void> {
  try {
    await joined
    await consumer.disconnect()
  } catch {
    // Its sockets are destroyed next, and the session of a member that could not leave runs out.
  }
}

/** An offset that is out of range shows in no event and no error of kafkajs, only in its log. */
function withWatchedLog({ kafka, groupId, offsetReset }: GroupConfig): KafkaConfig {
  const { log } = kafka
  const warn = (fields: object, message: string) => {
    if ('detail' in fields && OUT_OF_RANGE.test(String(fields.detail))) offsetReset()
    log?.warn({ groupId, ...fields }, message)
  }
  const debug = (fields: object, message: string) => log?.debug({ groupId, ...fields }, message)
  return { ...kafka, log: { debug, info: debug, warn, error: warn } }
}

interface Settling {
  readonly events: SessionEvents
  readonly assigned: readonly AssignedPartition[]
  over(error: unknown): void
}

async function settle(consumer: Consumer, state: State, { events, assigned, over }: Settling): Promise<void> {
  const { generation } = state
  try {
    const places = await events.joined(assigned)
    if (state.generation !== generation) return
    for (const place of places) consumer.seek({ ...place, offset: String(place.offset) })
    state.settling = null
    events.settled()
  } catch (error) {
    over(error)
  }
}

function assignedOf(assignment: Readonly<Record<string, number[]>>): AssignedPartition[] {
  return Object.entries(assignment).flatMap(([topic, partitions]) =>
    partitions.map((partition) => ({ topic, partition })),
  )
}

/** Between a crash and the next session there is nothing to pause. */
function ifRunning(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof kafkajs.KafkaJSNonRetriableError)) throw error
  }
}
