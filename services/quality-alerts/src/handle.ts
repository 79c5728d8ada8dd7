import { causeOf, type Cause, type Incidents } from '@wabastream/sdk/alerts'
import type { Consumed, Context } from '@wabastream/sdk/consumer'
import { aspectsOf, linkOf } from './aspect/aspects-of.ts'
import { judge } from './keep/judge.ts'
import { judgeLimit } from './keep/judge-limit.ts'
import { refreshAccount, refreshNumber } from './keep/refresh.ts'
import { takeTurn, type HandlerWork } from './keep/work.ts'
import { read, valueAsSent } from './reading/read.ts'
import type { Fact } from './reading/fact.ts'
import type { HealthEvent, Reading } from './reading/reading.ts'
import { accountOfNumber, numbersOfAccount, putAspect } from './tables/aspects-table.ts'
import { addToHistory } from './tables/history-table.ts'

export interface HandleOptions {
  readonly incidents: Incidents
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** The handler of all topics: history, what is known, states and alerts of one event in one transaction. */
export function createHandler({ incidents, now = Date.now }: HandleOptions) {
  return async (event: Consumed<HealthEvent>, { transaction, publish }: Context): Promise<void> => {
    const reading = read(event)
    const again = event.replay?.effects === 'again'
    await transaction(async (tx) => {
      await takeTurn(tx)
      const isNew = await addToHistory(tx, { event, reading, value: valueAsSent(event) })
      if (!isNew && !again) return
      await learn({ tx, publish, incidents, now: now(), eventId: event.event_id }, reading, causeOf(event))
    })
  }
}

async function learn(work: HandlerWork, reading: Reading, cause: Cause): Promise<void> {
  const { tx } = work
  const { phoneNumber, facts } = reading
  const linkBefore = phoneNumber === null ? null : await accountOfNumber(tx, phoneNumber)
  const aspects = facts
    .filter(({ about }) => about !== 'limit')
    .flatMap((fact) => aspectsOf(fact, reading, cause.occurredAt))
  for (const aspect of [...linkOf(reading, cause.occurredAt), ...aspects]) await putAspect(tx, aspect, cause.eventId)
  const link = phoneNumber === null ? null : await accountOfNumber(tx, phoneNumber)
  const wabaId = reading.wabaId ?? link
  const own = { ...cause, wabaId }
  for (const fact of facts)
    if (fact.about === 'limit') await judgeLimit(work, { fact, about: reading, wabaId, cause: own })
  await refresh(work, reading, { before: linkBefore, now: link })
  await judge(work, facts, { about: reading, wabaId }, own)
}

/** Facts of an account that its numbers' states follow from. */
const ofItsNumbers: ReadonlySet<Fact['about']> = new Set(['deletion', 'offboarding', 'partner'])

/** Brings all states up to date that an event may have changed. `link`: the account of its number, before and now. */
async function refresh(work: HandlerWork, { wabaId, phoneNumber, facts }: Reading, link: Link): Promise<void> {
  const accounts = new Set([wabaId, link.before, link.now].filter((id) => id !== null))
  const isForAll = link.before !== link.now || facts.some(({ about }) => ofItsNumbers.has(about))
  const numbers = new Set(phoneNumber === null ? [] : [phoneNumber])
  for (const account of isForAll ? accounts : [])
    for (const number of await numbersOfAccount(work.tx, account)) numbers.add(number)
  for (const number of numbers) await refreshNumber(work, number)
  for (const account of accounts) await refreshAccount(work, account)
}

interface Link {
  readonly before: string | null
  readonly now: string | null
}
