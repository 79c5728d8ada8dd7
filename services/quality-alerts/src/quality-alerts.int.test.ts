import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startRig, type Rig } from './testing/start-rig.ts'
import { change, hour, name, number, quality, start, unnamed, update, wabaId } from './testing/webhook.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const at = (ms: number) => new Date(start + ms).toISOString()
const numberNow = async () => (await rig.get(`/v1/numbers/${number}`)).body
const account = async () => (await rig.get(`/v1/accounts/${wabaId}`)).body

describe('numbers', () => {
  test('flagged and recovered: the answer, the state and the alerts follow', async () => {
    const flagged = await rig.send(quality('FLAGGED', { current_limit: 'TIER_2K' }))
    expect(flagged.alerts).toMatchObject([
      { rule: 'number-flagged', state: 'open', severity: 'warning', subject: number, waba_id: wabaId, silent: false },
    ])
    expect(flagged.numbers).toMatchObject([
      {
        phone_number: number,
        version: 1,
        waba_id: wabaId,
        flagged: true,
        messaging_limit: 'TIER_2K',
        updated_at: start,
      },
    ])
    expect(flagged.accounts).toMatchObject([{ waba_id: wabaId, version: 1 }])
    expect(await numberNow()).toMatchObject({ flagged: true, flagged_at: at(0), version: 1 })

    const recovered = await rig.send(quality('UNFLAGGED', { current_limit: 'TIER_2K' }, hour))
    expect(recovered.alerts).toMatchObject([{ rule: 'number-flagged', state: 'resolved', silent: false }])
    expect(recovered.numbers).toMatchObject([{ version: 2, flagged: false }])
    expect(recovered.accounts).toEqual([])
  })

  test('limit lowered and raised, by the limits before', async () => {
    await rig.send(quality('ONBOARDING', { max_daily_conversations_per_business: 'TIER_10K' }))
    const lowered = await rig.send(quality('FLAGGED', { max_daily_conversations_per_business: 'TIER_2K' }, 1000))
    expect(lowered.alerts.map(({ rule, state }) => [rule, state])).toEqual([
      ['limit-lowered', 'open'],
      ['number-flagged', 'open'],
    ])
    expect(await numberNow()).toMatchObject({ messaging_limit: 'TIER_2K', previous_messaging_limit: 'TIER_10K' })
    const raised = await rig.send(quality('UPGRADE', { max_daily_conversations_per_business: 'TIER_UNLIMITED' }, 2000))
    expect(raised.alerts).toMatchObject([{ rule: 'limit-lowered', state: 'resolved' }])
  })

  test('DOWNGRADE with both limits, the first event of a number', async () => {
    const { alerts } = await rig.send(quality('DOWNGRADE', { old_limit: 'TIER_10K', current_limit: 'TIER_2K' }))
    expect(alerts).toMatchObject([
      { rule: 'limit-lowered', title: expect.stringContaining('from TIER_10K to TIER_2K') },
    ])
  })

  test('a limit that arrives late: what came after it is judged again', async () => {
    await rig.send(quality('ONBOARDING', { current_limit: 'TIER_2K' }, 2000))
    expect(await rig.openIncidents()).toEqual([])
    await rig.send(quality('ONBOARDING', { current_limit: 'TIER_10K' }, 1000))
    expect(await rig.openIncidents()).toEqual([`warning limit-lowered ${number}`])
    expect(await numberNow()).toMatchObject({ messaging_limit: 'TIER_2K', previous_messaging_limit: 'TIER_10K' })
  })

  test('throughput', async () => {
    await rig.send(quality('THROUGHPUT_UPGRADE', { old_limit: 'TIER_10K', current_limit: 'TIER_UNLIMITED' }))
    expect(await numberNow()).toMatchObject({
      throughput: 'HIGH',
      throughput_at: at(0),
      messaging_limit: 'TIER_UNLIMITED',
    })
    expect(await rig.openIncidents()).toEqual([`info limit-raised ${number}`])
  })

  test('name deferred, rejected, approved: one incident at a time, and told once as worse', async () => {
    await rig.send(name('PENDING'), name('DEFERRED', {}, 1000))
    expect(await rig.openIncidents()).toEqual([`info name-deferred ${number}`])
    const rejected = await rig.send(name('REJECTED', { rejection_reason: 'NAME_FORMAT_UNACCEPTABLE' }, 2000))
    expect(rejected.alerts).toMatchObject([
      { rule: 'name-deferred', state: 'resolved', silent: true },
      { rule: 'name-rejected', state: 'open', silent: false },
    ])
    expect(await numberNow()).toMatchObject({
      name_decision: 'REJECTED',
      name_rejection_reason: 'NAME_FORMAT_UNACCEPTABLE',
      verified_name: null,
    })
    const approved = await rig.send(name('APPROVED', {}, 3000))
    expect(approved.alerts).toMatchObject([{ rule: 'name-rejected', state: 'resolved', silent: false }])
    expect(await numberNow()).toMatchObject({ name_decision: 'APPROVED', verified_name: 'Fictional Florist' })
  })

  test('a number that was never seen, and a list with filters and pages', async () => {
    expect(await rig.get('/v1/numbers/15559999999')).toMatchObject({ status: 404 })
    await rig.send(
      quality('FLAGGED'),
      quality('UNFLAGGED', { display_phone_number: '15550000002' }),
      unnamed(name('PENDING', { display_phone_number: '15550000003' })),
    )
    const list = async (query: string) =>
      ((await rig.get(`/v1/numbers${query}`)).body['items'] as { phone_number: string }[]).map(
        ({ phone_number: digits }) => digits,
      )
    expect(await list('')).toEqual([number, '15550000002', '15550000003'])
    expect(await list('?flagged=true')).toEqual([number])
    expect(await list(`?waba_id=${wabaId}`)).toEqual([number, '15550000002'])
    expect(await list('?restricted=true')).toEqual([])
    const { body } = await rig.get('/v1/numbers?limit=2')
    expect(await list(`?limit=2&cursor=${String(body['next_cursor'])}`)).toEqual(['15550000003'])
    expect((await rig.get('/v1/numbers/+1%20555%20000%200001')).status).toBe(200)
  })
})

describe('restrictions and violations', () => {
  const end = Math.floor((start + 3 * hour) / 1000)
  const biz = 'RESTRICTED_BIZ_INITIATED_MESSAGING'
  const add = 'RESTRICTED_ADD_PHONE_NUMBER_ACTION'

  test('several at once, as numbers and as text; each ends at its time', async () => {
    const restriction_info = [
      { restriction_type: biz, expiration: end },
      { restriction_type: add, expiration: String(end + 3600), remediation: 'Wait.' },
      { restriction_type: 'RESTRICTED_UTILITY_TEMPLATES' },
    ]
    const { alerts, accounts } = await rig.send(update('ACCOUNT_RESTRICTION', { restriction_info }))
    expect(alerts.map(({ rule, severity, subject }) => `${severity} ${rule} ${subject}`)).toEqual([
      `critical restricted ${wabaId}:${biz}`,
      `warning restricted ${wabaId}:${add}`,
      `warning restricted ${wabaId}:RESTRICTED_UTILITY_TEMPLATES`,
    ])
    expect(accounts.at(-1)?.restrictions?.map(({ expires_at }) => expires_at)).toEqual([
      (end + 3600) * 1000,
      end * 1000,
      null,
    ])
    const ends = await rig.store.query(`SELECT subject, ends_at FROM incidents ORDER BY subject`)
    expect(ends).toEqual([
      { subject: `${wabaId}:${add}`, ends_at: (end + 3600) * 1000 },
      { subject: `${wabaId}:${biz}`, ends_at: end * 1000 },
      { subject: `${wabaId}:RESTRICTED_UTILITY_TEMPLATES`, ends_at: null },
    ])

    expect(await rig.settle(end * 1000 - 1)).toEqual([])
    const [after, ...others] = await rig.settle(end * 1000)
    expect(others).toEqual([])
    expect(after?.record).toMatchObject({
      version: 2,
      restrictions: [{ restriction_type: add }, { restriction_type: 'RESTRICTED_UTILITY_TEMPLATES' }],
    })
  })

  test('of a number; the account is not restricted', async () => {
    const restriction_info = [{ restriction_type: biz, expiration: 4_000_000_000 }]
    await rig.send(update('ACCOUNT_RESTRICTION', { phone_number: number, restriction_info }))
    expect(await numberNow()).toMatchObject({ restrictions: [{ restriction_type: biz }] })
    expect(await account()).toMatchObject({ restrictions: [] })
    expect((await rig.get('/v1/numbers?restricted=true')).body['items']).toHaveLength(1)
  })

  test('entry "0": the account is found by the number, whichever comes first', async () => {
    const violation_info = { violation_type: 'USER_INITIATED_CALLS_LOW_PICKUP_RATE', remediation: 'Answer calls.' }
    const warned = unnamed(update('ACCOUNT_VIOLATION', { phone_number: number, violation_info }))
    for (const order of [
      [quality('ONBOARDING'), warned],
      [warned, quality('ONBOARDING')],
    ]) {
      await rig.clear()
      await rig.send(...order)
      expect(await rig.openIncidents()).toEqual([`warning violation ${number}:USER_INITIATED_CALLS_LOW_PICKUP_RATE`])
      expect(await numberNow()).toMatchObject({ waba_id: wabaId, last_violation: violation_info })
      expect(await account()).toMatchObject({ numbers: [number], last_violation: violation_info })
      expect((await account())['history']).toHaveLength(2)
    }
    expect(await rig.get('/v1/accounts/0')).toMatchObject({ status: 404 })
  })
})

describe('accounts', () => {
  test('ban scheduled, done, lifted; as an object and as a list', async () => {
    const ban = (state: unknown, ms: number) =>
      update('DISABLED_UPDATE', { ban_info: { waba_ban_state: state, waba_ban_date: 'October 27, 2025' } }, ms)
    await rig.send(ban('SCHEDULE_FOR_DISABLE', 0))
    expect(await rig.openIncidents()).toEqual([`critical ban-scheduled ${wabaId}`])
    const done = await rig.send(ban(['DISABLE'], 1000))
    expect(done.alerts).toMatchObject([
      { rule: 'ban-scheduled', state: 'resolved', silent: true },
      { rule: 'account-banned', state: 'open' },
    ])
    expect(await account()).toMatchObject({ ban_state: 'DISABLE', ban_date: 'October 27, 2025', ban_at: at(1000) })
    const lifted = await rig.send(ban('REINSTATE', 2000))
    expect(lifted.alerts).toMatchObject([{ rule: 'account-banned', state: 'resolved', silent: false }])
    const listed = [{ waba_ban_state: ['DISABLE'], waba_ban_date: 'November 3, 2025' }]
    await rig.send(update('DISABLED_UPDATE', { ban_info: listed }, 3000))
    expect(await rig.openIncidents()).toEqual([`critical account-banned ${wabaId}`])
  })

  test('review deferred, rejected, approved', async () => {
    const review = (decision: string, ms: number) => change('account_review_update', { decision }, ms)
    await rig.send(review('PENDING', 0), review('DEFERRED', 1000))
    expect(await rig.openIncidents()).toEqual([`warning review-deferred ${wabaId}`])
    await rig.send(review('REJECTED', 2000))
    expect(await rig.openIncidents()).toEqual([`critical review-rejected ${wabaId}`])
    await rig.send(review('APPROVED', 3000))
    expect(await rig.openIncidents()).toEqual([])
    expect(await account()).toMatchObject({ review_decision: 'APPROVED', review_at: at(3000) })
  })

  test('limits as numbers, as -1 and as words', async () => {
    const capability = (value: object, ms: number) => change('business_capability_update', value, ms)
    await rig.send(
      capability({ max_daily_conversations_per_business: 'TIER_10K', max_phone_numbers_per_business: 25 }, 0),
      capability({ max_daily_conversations_per_business: 2000, max_daily_conversation_per_phone: -1 }, 1000),
    )
    expect(await rig.openIncidents()).toEqual([`warning limit-lowered ${wabaId}:max_daily_conversations_per_business`])
    expect(await account()).toMatchObject({
      max_daily_conversations_per_business: '2000',
      max_daily_conversation_per_phone: -1,
      max_phone_numbers_per_business: 25,
      capability_at: at(1000),
    })
    const raised = await rig.send(capability({ max_daily_conversations_per_business: 'TIER_UNLIMITED' }, 2000))
    expect(raised.alerts).toMatchObject([{ rule: 'limit-lowered', state: 'resolved' }])
  })

  test("Meta's own alerts, in both forms", async () => {
    const alert = { alert_severity: 'WARNING', alert_status: 'ACTIVE', alert_type: 'PROFILE_PICTURE_LOST' }
    const entity = { entity_type: 'PHONE_NUMBER', entity_id: '500000000000001' }
    await rig.send(change('account_alerts', { ...entity, alert_info: alert }))
    expect(await rig.openIncidents()).toMatchObject([expect.stringContaining('warning account-alert')])
    expect(await account()).toMatchObject({ alerts: [{ type: 'PROFILE_PICTURE_LOST', status: 'ACTIVE' }] })
    await rig.send(change('account_alerts', { ...entity, ...alert, alert_status: 'NONE' }, 1000))
    expect(await rig.openIncidents()).toEqual([])
  })

  test('deleted: so are its numbers; 30 days later both leave their topics', async () => {
    await rig.send(quality('ONBOARDING'))
    const { accounts, numbers } = await rig.send(update('ACCOUNT_DELETED', {}, 1000))
    expect([accounts, numbers]).toMatchObject([[{ deleted_at: start + 1000 }], [{ deleted_at: start + 1000 }]])
    const later = start + 1000 + 30 * 24 * hour
    expect(await rig.settle(later - 1)).toEqual([])
    const tombstones = await rig.settle(later)
    expect(new Map(tombstones.map(({ key, record }) => [key, record]))).toEqual(
      new Map([
        [number, null],
        [wabaId, null],
      ]),
    )
    expect(await rig.settle(later)).toEqual([])
  })

  test('an event that nobody knows is kept', async () => {
    const { alerts } = await rig.send(update('SOMETHING_NEW', { some_info: { zero: 'a\u0000b', list: [1, null] } }))
    expect(alerts).toEqual([])
    expect((await account())['history']).toMatchObject([
      { event: 'SOMETHING_NEW', value: { some_info: { zero: 'a\uFFFDb', list: [1, null] } } },
    ])
  })
})

test('the same again, also as a replay, publishes nothing', async () => {
  const story = [quality('FLAGGED', { current_limit: 'TIER_2K' }), update('ACCOUNT_DELETED', {}, 1000)]
  await rig.send(...story)
  expect(await rig.send(...story)).toEqual({ alerts: [], numbers: [], accounts: [] })
  const replay = { id: 'r', topic: 'x', partition: 0, offset: 0n, effects: 'again' } as const
  for (const each of story) {
    const handled = await rig.handle(each, { replay })
    expect(handled.flatMap(({ published }) => published)).toEqual([])
  }
})
