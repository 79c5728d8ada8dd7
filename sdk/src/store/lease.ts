import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { errorFields } from '../failure/index.ts'
import type { Log } from '../observe/index.ts'
import type { Part } from '../service/index.ts'
import type { Queryable } from './queryable.ts'

export interface LeaseOptions {
  /** How long it holds without being renewed. Default 15,000. */
  readonly holdMs?: number
  /** How often it is renewed, or tried for. Default 5,000. */
  readonly renewMs?: number
  readonly log?: Log
  /** Called when it is won; `epoch` is higher than that of every holder before. */
  readonly gained?: (epoch: number) => void
  /** Called when it is lost or given back. */
  readonly lost?: () => void
}

/** The right of one process at a time to do something. Started, it tries to get and keep it until it is stopped. */
export interface Lease extends Part {
  /** True while nobody else can have it. */
  held(): boolean
  /** Milliseconds that are left for sure, by this process's clock; 0 when it is not held. */
  leftMs(): number
  /** Grows with every change of the holder; 0 before the first time. */
  readonly epoch: number
}

// One statement, so that two who come at once get one after the other. The holder keeps its epoch while it renews in
// time; after that somebody else may have acted, and it is a holder like any other.
const take = `
  INSERT INTO leases AS l (name, holder, epoch, expires_at)
  VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
  ON CONFLICT (name) DO UPDATE SET
    holder = excluded.holder,
    epoch = l.epoch + CASE WHEN l.holder = excluded.holder AND l.expires_at > clock_timestamp() THEN 0 ELSE 1 END,
    expires_at = excluded.expires_at
  WHERE l.holder = excluded.holder OR l.expires_at <= clock_timestamp()
  RETURNING epoch`

/** Between two tries while somebody else has it, or the server is away. */
const tryMs = 1_000

const giveBack = `UPDATE leases SET expires_at = '-infinity' WHERE name = $1 AND holder = $2`

/** A lease of this name in the store's schema. */
export function createLease(store: Queryable, name: string, options: LeaseOptions = {}): Lease {
  const { holdMs = 15_000, renewMs = 5_000, log, gained, lost } = options
  const holder = `${hostname()}:${process.pid}:${randomBytes(6).toString('hex')}`
  const stopping = new AbortController()
  let epoch = 0
  let until: Deadline | null = null
  let work: Promise<void> = Promise.resolve()

  const leftMs = (): number => (until === null ? 0 : timeLeft(until))
  const lose = (): void => {
    if (until === null) return
    until = null
    lost?.()
  }
  const renew = async (): Promise<void> => {
    // Counted from before the question: the server's answer takes time, and only the server knows when it decided.
    const next = deadlineIn(holdMs)
    const rows = await store.query<{ epoch: number }>(take, [name, holder, holdMs])
    const [won] = rows
    if (won === undefined || leftMs() === 0 || won.epoch !== epoch) lose()
    if (won === undefined) return
    const isNew = until === null
    epoch = won.epoch
    until = next
    if (isNew) gained?.(epoch)
  }
  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await renew()
      } catch (error) {
        log?.debug({ lease: name, ...errorFields(error) }, 'lease not renewed')
        if (leftMs() === 0) lose()
      }
      await sleep(leftMs() > 0 ? renewMs : Math.min(renewMs, tryMs), undefined, { signal: stopping.signal }).catch(
        () => {},
      )
    }
  }
  return {
    name: `lease ${name}`,
    held: () => leftMs() > 0,
    leftMs,
    get epoch() {
      return epoch
    },
    start: async () => void (work = keep()),
    async stop() {
      stopping.abort()
      await work
      if (until !== null) await store.query(giveBack, [name, holder]).catch(() => {})
      lose()
    },
  }
}

interface Deadline {
  readonly steady: number
  readonly wall: number
}

function deadlineIn(ms: number): Deadline {
  return { steady: performance.now() + ms, wall: Date.now() + ms }
}

/** The steady clock stands still while a machine sleeps, and the other may be set: the one that says less is right. */
function timeLeft({ steady, wall }: Deadline): number {
  return Math.max(0, Math.min(steady - performance.now(), wall - Date.now()))
}
