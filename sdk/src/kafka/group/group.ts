import { setTimeout as sleep } from 'node:timers/promises'
import { createAdmin } from '../admin/admin.ts'
import { codeOf } from '../error-code.ts'
import { isFatal } from './crash.ts'
import type { GroupConfig } from './group-config.ts'
import { createPauses, type Pauses } from './pauses.ts'
import { type Session, type SessionEvents, startSession } from './session.ts'
import { fixEnds, type StartingPlaces } from './starting-places.ts'

/** A member of a consumer group. It stays one as long as it can: whatever may pass is tried again with a new client. */
export interface Group {
  /** Begins to join, in the background. */
  start(): void
  /** Waits for the batches at work, commits, and leaves. */
  stop(): Promise<void>
  /** Nothing of the partition is delivered for that long; null: until `resume`. */
  pause(topic: string, partition: number, forMs: number | null): void
  resume(topic: string, partition: number): void
  readonly pausedPartitions: number
  /** Why it reads nothing; null while it does. */
  problem(): string | null
}

const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5000
/** A coordinator that is just loading, and a broker that restarts, are part of normal life. */
const TOLD_AFTER_TIMES = 3

/** What is known of a membership. */
interface Membership {
  /** Why nothing is read. */
  problem: string | null
  fetchedAtMs: number
  /** Sessions that ended by themselves since the last fetch. */
  failures: number
  /** Where a group that is new begins; null: at the beginning. */
  places: StartingPlaces | null
}

export function createGroup(config: GroupConfig): Group {
  const { kafka, groupId } = config
  const stopping = new AbortController()
  const { signal } = stopping
  const admin = createAdmin(kafka)
  const pauses = createPauses({
    pause: (topic, partition) => session?.pause(topic, partition),
    resume: (topic, partition) => session?.resume(topic, partition),
  })
  const membership: Membership = {
    problem: `joining the consumer group ${groupId}`,
    fetchedAtMs: performance.now(),
    failures: 0,
    places: null,
  }
  const events = eventsOf(config, membership, pauses)
  let session: Session | null = null
  let work: Promise<void> = Promise.resolve()

  async function oneSession(): Promise<unknown> {
    if (config.from === 'latest') membership.places ??= await fixEnds(admin, groupId, config.topics)
    if (signal.aborted) return null
    session = startSession(config, events, membership.failures)
    const unwatch = watch(session, config.timings, membership)
    const error = await session.ended
    unwatch()
    // Whatever ended it, its client must not live on.
    await session.stop()
    pauses.clear()
    return error
  }

  async function live(): Promise<void> {
    while (!signal.aborted) {
      const error = await oneSession().catch((thrown: unknown) => thrown)
      if (signal.aborted || error === null || !mayPass(config, membership, error)) return
      await sleep(waitMsAfter(membership.failures), undefined, { signal }).catch(() => undefined)
    }
  }

  return {
    start() {
      work = live()
    },
    async stop() {
      stopping.abort()
      await session?.stop()
      pauses.clear()
      await Promise.all([work, admin.close()])
    },
    pause: pauses.begin,
    resume: pauses.end,
    get pausedPartitions() {
      return pauses.size
    },
    problem: () => membership.problem,
  }
}

function eventsOf(config: GroupConfig, membership: Membership, pauses: Pauses): SessionEvents {
  return {
    async joined(assigned) {
      pauses.clear()
      config.joined(assigned)
      return (await membership.places?.missing(assigned)) ?? []
    },
    settled() {
      membership.problem = null
    },
    fetched() {
      membership.fetchedAtMs = performance.now()
      membership.failures = 0
    },
  }
}

/** Notes why a session ended. True: it may be tried again. */
function mayPass({ kafka, groupId, died }: GroupConfig, membership: Membership, error: unknown): boolean {
  membership.failures += 1
  const { failures } = membership
  const code = codeOf(error)
  const problem = `the consumer group ${groupId} cannot be read (${code})`
  membership.problem = problem
  kafka.log?.[failures === TOLD_AFTER_TIMES ? 'warn' : 'debug'](
    { groupId, code, failures },
    'the consumer group was left',
  )
  if (!isFatal(error)) return true
  died(new Error(problem, { cause: error }))
  return false
}

/** A client that hangs says nothing; what it should do all the time is fetch. Only a rebalance may keep it from that. */
function watch(session: Session, timings: GroupConfig['timings'], membership: Membership): () => void {
  membership.fetchedAtMs = performance.now()
  const longestMs = timings.rebalanceMs + timings.sessionMs
  const timer = setInterval(() => {
    if (performance.now() - membership.fetchedAtMs > longestMs)
      session.abandon(new Error('the Kafka client does not fetch'))
  }, timings.sessionMs / 2)
  return () => clearInterval(timer)
}

function waitMsAfter(failures: number): number {
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS)
}
