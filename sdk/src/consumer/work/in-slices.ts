import type { Call } from '../handle/call.ts'
import { AGAIN, type Outcome, SETTLED } from '../handle/outcome.ts'
import { isDue, nextChange, type Turn } from './one-by-one.ts'

/** Records of one partition for one call of `handleBatch`. */
interface Slice {
  readonly calls: Call[]
  /** Index of the first record behind it. */
  readonly end: number
  /** No more may be begun behind it. */
  readonly last: boolean
}

/** Handles records in slices, in order and one slice after the other. Returns like `oneByOne`. */
export async function inSlices(turn: Turn): Promise<void> {
  const { partition, batch, budget } = turn
  let from = 0
  while (from < batch.records.length && turn.goesOn() && !budget.over) {
    const { calls, end, last } = await gather(turn, from)
    if (calls.length > 0) {
      partition.track(
        calls.map(({ raw }) => raw),
        handleSlice(turn, calls),
        () => undefined,
      )
      while (partition.running > 0) {
        if (budget.over || !batch.live()) return
        await nextChange(turn)
      }
    }
    if (last) return
    from = end
  }
}

/** Reads the next events. What cannot be read has its own fate, and is no part of the slice. */
async function gather(turn: Turn, from: number): Promise<Slice> {
  const { partition, batch, rules, budget } = turn
  const { records } = batch
  const calls: Call[] = []
  for (let index = from; index < records.length; index += 1) {
    const raw = records[index]!
    if (partition.done.delete(raw.offset)) {
      partition.settled(index)
      continue
    }
    if (calls.length >= rules.batchEvents) return { calls, end: index, last: false }
    // What cannot be read takes its time too, but each turn gets on by one record at least.
    const isLate = index > from && budget.over
    if (isLate || !turn.goesOn() || !isDue(turn, raw)) return { calls, end: index, last: true }
    const prepared = await rules.handler.prepare(raw, partition.place)
    if (typeof prepared !== 'number') {
      if (!fits(calls, prepared)) return { calls, end: index, last: false }
      calls.push(prepared)
    } else if (prepared === SETTLED) partition.settled(index)
    else partition.hold(prepared)
  }
  return { calls, end: records.length, last: true }
}

/** Replays and other events have effects of their own (`skip-effects`), and a slice has one context. */
function fits([first]: readonly Call[], next: Call): boolean {
  return first === undefined || (first.replay === null) === (next.replay === null)
}

/**
 * The slice at once; if its handler fails, its events one by one, also when the time for the turn is over by then: else a
 * slow handler would get the same slice again for ever. Those that are settled by then are kept in mind.
 */
async function handleSlice({ partition, rules, mayFinish }: Turn, calls: readonly Call[]): Promise<Outcome> {
  const outcome = await rules.handler.handleMany(calls)
  if (outcome !== null) return outcome
  for (const { raw } of calls) {
    if (!mayFinish()) return AGAIN
    const one = await rules.handler.handle(raw, partition.place)
    if (one !== SETTLED) return one
    partition.done.add(raw.offset)
  }
  return SETTLED
}
