import { isDeepStrictEqual } from 'node:util'
import { accountState as accountTopic, phoneNumberState as numberTopic, type Topic } from '@wabastream/schemas'
import { accountState } from '../state/account-state.ts'
import { burialMs, dueAt } from '../state/due-at.ts'
import { knownOf, newestAt, type Known } from '../state/known.ts'
import { numberState } from '../state/number-state.ts'
import type { Visible } from '../state/visible.ts'
import { aspectsOfAccount, aspectsOfNumber } from '../tables/aspects-table.ts'
import { findState, putState, type StateRef } from '../tables/states-table.ts'
import type { Work } from './work.ts'

/** What every state has. */
interface State {
  readonly version: number
  readonly updated_at: number | null
  readonly last_event_id: string | null
  readonly deleted_at: number | null
  readonly restrictions: readonly { readonly expires_at: number | null }[] | null
}

/** Brings a number's state up to date, and publishes it if anything that can be seen has changed. */
export async function refreshNumber(work: Work, phoneNumber: string): Promise<void> {
  const known = knownOf(await aspectsOfNumber(work.tx, phoneNumber))
  const wabaId = known.get('account')?.value['waba_id']
  const account = typeof wabaId === 'string' ? knownOf(await aspectsOfAccount(work.tx, wabaId)) : knownOf([])
  const state = numberState({ phoneNumber, known, account, now: work.now })
  await settle(work, { kind: 'number', id: phoneNumber }, { topic: numberTopic, state, known, wabaId: state.waba_id })
}

/** Brings an account's state up to date, and publishes it if anything that can be seen has changed. */
export async function refreshAccount(work: Work, wabaId: string): Promise<void> {
  const known = knownOf(await aspectsOfAccount(work.tx, wabaId))
  const state = accountState({ wabaId, known, now: work.now })
  await settle(work, { kind: 'account', id: wabaId }, { topic: accountTopic, state, known, wabaId: null })
}

interface Refreshed<S extends State> {
  readonly topic: Topic<S>
  readonly state: Visible<S>
  readonly known: Known
  readonly wabaId: string | null
}

async function settle<S extends State>(work: Work, ref: StateRef, refreshed: Refreshed<S>): Promise<void> {
  const { topic, state, known, wabaId } = refreshed
  const before = await findState<Visible<S>>(work.tx, ref)
  const isSame = before !== null && isDeepStrictEqual(before.state, state)
  const buriedAt = burial(work, before, state)
  const version = (before?.version ?? 0) + (isSame ? 0 : 1)
  const lastEventId = isSame ? before.last_event_id : (work.eventId ?? before?.last_event_id ?? null)
  const head = { version, updated_at: newestAt(known), last_event_id: lastEventId }
  const rest = { waba_id: wabaId, state, due_at: dueAt(state, buriedAt !== null), buried_at: buriedAt }
  await putState(work.tx, ref, { ...head, ...rest })
  if (buriedAt === null && !isSame) {
    await work.publish(topic, { key: ref.id, record: { ...state, ...head } as unknown as S })
  } else if (buriedAt !== null && before !== null && before.buried_at === null) {
    await work.publish(topic, { key: ref.id, record: null })
  }
}

/** Since when it is off its topic: a state that was deleted stays there for a while, then a tombstone removes it. */
function burial(
  { now }: Work,
  before: { readonly buried_at: number | null } | null,
  { deleted_at: deletedAt }: { readonly deleted_at: number | null },
): number | null {
  if (deletedAt === null) return null
  return before?.buried_at ?? (deletedAt + burialMs <= now ? now : null)
}
