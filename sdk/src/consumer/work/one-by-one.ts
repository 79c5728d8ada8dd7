import type { GroupBatch, RawRecord } from '../../kafka/index.ts'
import type { Handler } from '../handle/handler-ports.ts'
import { type Outcome, SETTLED } from '../handle/outcome.ts'
import type { Budget } from './budget.ts'
import type { Partition } from './partition.ts'

/** How the records of one partition are worked on. */
export interface WorkRules {
  readonly handler: Handler
  /** Calls of one partition side by side. */
  readonly concurrency: number
  /** Events in one call of `handleBatch`. */
  readonly batchEvents: number
  /** Milliseconds until a record may be handled; absent: at once. */
  readonly dueInMs?: ((raw: RawRecord, topic: string) => number) | undefined
}

/** A batch that is being worked on. */
export interface Turn {
  readonly partition: Partition
  readonly batch: GroupBatch
  readonly rules: WorkRules
  readonly budget: Budget
  /** Whether one more record may be begun. */
  goesOn(): boolean
  /** Whether what was begun may be finished. Its turn may be over by then. */
  mayFinish(): boolean
}

/** The time and the group are looked at once in so many records: a look costs as much as an empty handler. */
const LOOK_MASK = 15

/**
 * Handles records in their order. Those of one key follow each other, those of different keys run side by side. A handler
 * that ends at once costs no promise. Returns when all are begun or no more may be; calls may still run.
 */
export async function oneByOne(turn: Turn): Promise<void> {
  const { partition, batch, rules } = turn
  const { records } = batch
  const { place, done } = partition
  const chains: Chains = new Map()
  for (let index = 0; index < records.length; index += 1) {
    const raw = records[index]!
    if (done.size > 0 && done.delete(raw.offset)) {
      partition.settled(index)
      continue
    }
    if (!mayBegin(turn, index) || !isDue(turn, raw)) return
    const chain = chainOf(chains, raw)
    if (chain) {
      chain.push(raw)
      continue
    }
    const outcome = rules.handler.handle(raw, place)
    if (typeof outcome === 'number') {
      if (outcome === SETTLED) partition.settled(index)
      else partition.hold(outcome)
      continue
    }
    follow(turn, chains, { raw, outcome })
    while (partition.running >= rules.concurrency) {
      if (!turn.goesOn() || turn.budget.over) return
      await nextChange(turn)
    }
  }
}

/** Waits until a call ends or the time is over. */
export function nextChange({ partition, budget }: Turn): Promise<void> {
  budget.onOver(() => partition.wake())
  return partition.change()
}

/** Whether a record of a retry topic may be handled now; if not, its partition waits. */
export function isDue({ partition, rules, batch }: Turn, raw: RawRecord): boolean {
  const dueInMs = rules.dueInMs?.(raw, batch.topic) ?? 0
  if (dueInMs <= 0) return true
  partition.hold(dueInMs)
  return false
}

function mayBegin({ partition, budget, goesOn }: Turn, index: number): boolean {
  if (partition.holdMs !== SETTLED) return false
  return (index & LOOK_MASK) !== 0 || (goesOn() && (index === 0 || !budget.over))
}

/** By key: records that wait for the running one of their key. */
type Chains = Map<string, RawRecord[]>

function chainOf(chains: Chains, raw: RawRecord): RawRecord[] | undefined {
  return chains.size === 0 || raw.key === null ? undefined : chains.get(raw.key.toString('latin1'))
}

interface Begun {
  readonly raw: RawRecord
  readonly outcome: Promise<Outcome>
}

/** Follows a call; when it is settled, the next record of its key is begun. */
function follow(turn: Turn, chains: Chains, { raw, outcome }: Begun): void {
  const { partition, rules, budget } = turn
  const key = raw.key?.toString('latin1')
  if (key !== undefined && !chains.has(key)) chains.set(key, [])
  partition.track([raw], outcome, (what) => {
    const waiting = key === undefined ? undefined : chains.get(key)
    const next = what === SETTLED && turn.goesOn() && !budget.over ? waiting?.shift() : undefined
    if (next) follow(turn, chains, { raw: next, outcome: Promise.resolve(rules.handler.handle(next, partition.place)) })
    // Without a successor the chain ends here; what still waits in it is delivered again.
    else if (key !== undefined && (waiting?.length ?? 0) === 0) chains.delete(key)
  })
}
