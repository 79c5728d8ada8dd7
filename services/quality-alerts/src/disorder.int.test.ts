import { stack } from '@wabastream/sdk/testing/vitest'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRig, type Rig } from './testing/start-rig.ts'
import { change, hour, name, number, quality, unnamed, update, wabaId, type Change } from './testing/webhook.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())

const tier = fc.constantFrom('TIER_NOT_SET', 'TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_UNLIMITED')
const decision = fc.constantFrom('PENDING', 'DEFERRED', 'REJECTED', 'APPROVED')
const restriction = fc.record({
  restriction_type: fc.constantFrom('RESTRICTED_BIZ_INITIATED_MESSAGING', 'RESTRICTED_UTILITY_TEMPLATES'),
  expiration: fc.option(fc.constantFrom(4_000_000_000, '4100000000')),
})

const said: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom('FLAGGED', 'UNFLAGGED', 'ONBOARDING', 'THROUGHPUT_UPGRADE').map((event) => quality(event)),
  tier.map((limit) => quality('ONBOARDING', { current_limit: limit })),
  decision.map((word) => name(word)),
  decision.map((word) => change('account_review_update', { decision: word })),
  fc
    .oneof(tier, fc.constantFrom<unknown>(-1, 250, 2000))
    .map((limit) => change('business_capability_update', { max_daily_conversations_per_business: limit })),
  fc
    .tuple(fc.array(restriction, { minLength: 1, maxLength: 2 }), fc.constantFrom({}, { phone_number: number }))
    .map(([restriction_info, who]) => update('ACCOUNT_RESTRICTION', { restriction_info, ...who })),
  fc
    .constantFrom('DISABLE', 'SCHEDULE_FOR_DISABLE', 'REINSTATE')
    .map((waba_ban_state) => update('DISABLED_UPDATE', { ban_info: { waba_ban_state } })),
  fc
    .constantFrom('VERIFIED_ACCOUNT', 'ACCOUNT_OFFBOARDED', 'ACCOUNT_RECONNECTED', 'ACCOUNT_DELETED', 'SOMETHING_NEW')
    .map((event) => update(event, { phone_number: number })),
)

/** Each at a second of its own: what Meta says twice in one second has no order. */
const story = fc
  .array(fc.tuple(said, fc.boolean()), { minLength: 2, maxLength: 8 })
  .map((changes) =>
    changes.map(([each, isNamed], index) => ({ ...(isNamed ? each : unnamed(each)), at: (index - 8) * hour })),
  )

async function outcome(changes: readonly Change[]) {
  await rig.clear()
  await rig.send(...changes)
  return {
    open: await rig.openIncidents(),
    states: await rig.store.query(`SELECT kind, id, waba_id, updated_at, state, due_at FROM states ORDER BY kind, id`),
    aspects: await rig.store.query('SELECT * FROM aspects ORDER BY owner_kind, owner_id, name'),
    limits: await rig.store.query('SELECT owner_id, measure, event_id, value, state FROM limits ORDER BY 1, 2, 3'),
    history: await rig.store.query('SELECT event_id, event, waba_id, value FROM history ORDER BY 1'),
    account: await historyIds(`/v1/accounts/${wabaId}`),
    number: await historyIds(`/v1/numbers/${number}`),
  }
}

async function historyIds(path: string): Promise<readonly unknown[]> {
  const { body } = await rig.get(path)
  return ((body['history'] ?? []) as { event_id: string }[]).map(({ event_id: id }) => id)
}

test('any order and any repetition of events leads to equal rows, answers and open incidents', async () => {
  await fc.assert(
    fc.asyncProperty(
      story.chain((changes) =>
        fc.tuple(
          fc.constant(changes),
          fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 }),
        ),
      ),
      async ([inOrder, shuffled]) => {
        expect(await outcome(shuffled)).toEqual(await outcome(inOrder))
      },
    ),
    { numRuns: 25 },
  )
})
