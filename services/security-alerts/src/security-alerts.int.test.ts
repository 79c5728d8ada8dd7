import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startRig, type Rig } from './testing/start-rig.ts'
import { hour, partner, security, start } from './testing/webhook.ts'

let rig: Rig

beforeAll(async () => {
  rig = await startRig(stack().databaseUrl)
})
afterAll(() => rig.stop())
beforeEach(() => rig.clear())

const number = '15550000001'
const requester = { requester: '900000000000001' }
const asked = security('PIN_RESET_REQUEST', 0, requester)
const takeover = [`critical two-step-takeover ${number}`]

describe("the brief's three cases", () => {
  test('asked to turn the two-step code off: a warning that names who asked', async () => {
    const [alert, ...others] = await rig.send(asked)
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      rule: 'two-step-reset-requested',
      state: 'open',
      severity: 'warning',
      waba_id: '200000000000001',
      phone_number: number,
      silent: false,
      source_topic: 'waba.security.v1',
      detail: expect.stringContaining('by user 900000000000001'),
    })
  })

  test.each(['PIN_REQUEST_SUCCESS', 'PIN_RESET_SUCCESS'])('turned off (%s): critical', async (event) => {
    expect(await rig.send(security(event))).toMatchObject([
      { rule: 'two-step-code-disabled', state: 'open', severity: 'critical', phone_number: number },
    ])
  })

  test('changed: a warning', async () => {
    expect(await rig.send(security('PIN_CHANGED', 0, requester))).toMatchObject([
      { rule: 'two-step-code-changed', state: 'open', severity: 'warning', phone_number: number },
    ])
  })
})

describe('asked and done within 24 hours is one critical incident', () => {
  const done = ['PIN_REQUEST_SUCCESS', 'PIN_RESET_SUCCESS', 'PIN_CHANGED']

  test.each(done)('asked, then %s', async (event) => {
    const alerts = await rig.send(asked, security(event, hour))
    expect(await rig.openIncidents()).toEqual(takeover)
    expect(alerts.map(({ rule, state, silent }) => `${rule} ${state}${silent ? ' silent' : ''}`).toSorted()).toEqual([
      'two-step-reset-requested open',
      'two-step-reset-requested resolved silent',
      'two-step-takeover open',
    ])
  })

  test.each(done)('%s, then asked: by the time of the events', async (event) => {
    await rig.send(security(event), { ...asked, at: hour })
    expect(await rig.openIncidents()).toEqual(takeover)
  })

  test.each(done)('%s arrives before the request that came first', async (event) => {
    const alerts = await rig.send(security(event, hour), asked)
    expect(await rig.openIncidents()).toEqual(takeover)
    expect(alerts.filter(({ silent, state }) => state === 'resolved' && !silent)).toEqual([])
  })

  test('all three in any order, with repeats', async () => {
    const all = [asked, security('PIN_REQUEST_SUCCESS', hour), security('PIN_CHANGED', 1.5 * hour, requester)]
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [1, 2, 0, 1],
      [2, 0, 1, 1],
      [0, 2, 1, 0],
    ]) {
      await rig.clear()
      await rig.send(...order.map((index) => all[index] ?? asked))
      expect(await rig.openIncidents(), order.join()).toEqual(takeover)
    }
  })

  test('both at the same moment, over two partitions', async () => {
    await Promise.all([rig.handle(asked), rig.handle(security('PIN_REQUEST_SUCCESS', hour))])
    expect(await rig.openIncidents()).toEqual(takeover)
  })

  test('further apart they are two matters, and so are two numbers', async () => {
    await rig.send(asked, security('PIN_REQUEST_SUCCESS', 25 * hour))
    expect(await rig.openIncidents()).toEqual([
      `critical two-step-code-disabled ${number}`,
      `warning two-step-reset-requested ${number}`,
    ])
    await rig.clear()
    await rig.send(asked, security('PIN_REQUEST_SUCCESS', hour, { display_phone_number: '15550000002' }))
    expect(await rig.openIncidents()).toHaveLength(2)
  })

  test('a second request during the episode adds nothing', async () => {
    await rig.send(asked, security('PIN_REQUEST_SUCCESS', hour))
    expect(await rig.send({ ...asked, at: 1.5 * hour })).toEqual([])
  })
})

describe('repeats', () => {
  test('the same event again, and a replay of all: nothing', async () => {
    const story = [asked, security('PIN_REQUEST_SUCCESS', hour)]
    await rig.send(...story)
    expect(await rig.send(...story)).toEqual([])
    const replay = { id: 'r', topic: 'waba.security.v1', partition: 0, offset: 0n, effects: 'again' } as const
    const again = await rig.handle(asked, { replay })
    expect(again.flatMap(({ published }) => published)).toEqual([])
    expect(await rig.openIncidents()).toEqual(takeover)
  })

  test('a replay into an empty store opens, but silently; so does an old event', async () => {
    const replay = { id: 'r', topic: 'waba.security.v1', partition: 0, offset: 0n, effects: 'respect' } as const
    const [replayed] = await rig.handle(asked, { replay })
    expect(replayed?.published).toMatchObject([{ record: { state: 'open', silent: true } }])
    await rig.clear()
    expect(await rig.send({ ...asked, at: -30 * hour })).toMatchObject([{ state: 'open', silent: true }])
  })

  test('the same content at another time: one incident', async () => {
    await rig.send(asked)
    expect(await rig.send({ ...asked, at: 60_000 })).toEqual([])
  })
})

describe('partners and apps', () => {
  test('app uninstalled: critical, until it is installed again', async () => {
    const uninstalled = await rig.send(partner('PARTNER_APP_UNINSTALLED'))
    expect(uninstalled).toMatchObject([
      { rule: 'partner-app-uninstalled', state: 'open', severity: 'critical', waba_id: '200000000000001' },
    ])
    expect(await rig.send(partner('PARTNER_APP_INSTALLED', hour))).toMatchObject([
      { rule: 'partner-app-uninstalled', state: 'resolved', silent: false },
    ])
    expect(await rig.openIncidents()).toEqual([])
  })

  test('installed again arrives before uninstalled: nothing stays open', async () => {
    await rig.send(partner('PARTNER_APP_INSTALLED', hour), partner('PARTNER_APP_UNINSTALLED'))
    expect(await rig.openIncidents()).toEqual([])
  })

  test('partner removed, a number disconnected, and added again', async () => {
    expect(await rig.send(partner('PARTNER_REMOVED'))).toMatchObject([
      { rule: 'partner-removed', severity: 'critical' },
    ])
    expect(await rig.send(partner('PARTNER_ADDED', hour))).toMatchObject([{ state: 'resolved' }])
    const value = { phone_number: number, disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: 'SYSTEM' } }
    expect(await rig.send(partner('PARTNER_REMOVED', 1.5 * hour, value))).toMatchObject([
      {
        severity: 'warning',
        phone_number: number,
        detail: expect.stringContaining('the phone was not used for too long'),
      },
    ])
  })

  test('other events of account_update are left alone', async () => {
    expect(await rig.send(partner('MM_LITE_TERMS_SIGNED'))).toEqual([])
    expect((await rig.get('/v1/security-events')).body.items).toEqual([])
  })
})

describe('GET /v1/security-events', () => {
  const all = [asked, security('PIN_REQUEST_SUCCESS', hour), partner('PARTNER_APP_UNINSTALLED', 1.5 * hour)]

  test('newest first, with what belongs to a takeover', async () => {
    await rig.send(...all)
    const { status, body } = await rig.get('/v1/security-events')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      next_cursor: null,
      items: [
        { event: 'PARTNER_APP_UNINSTALLED', app_id: '400000000000001', takeover: false, step: null },
        { event: 'PIN_REQUEST_SUCCESS', step: 'disabled', requester: null, takeover: true },
        {
          event: 'PIN_RESET_REQUEST',
          step: 'asked',
          requester: '900000000000001',
          takeover: true,
          phone_number: number,
          occurred_at: new Date(start).toISOString(),
        },
      ],
    })
  })

  test.each([
    ['waba_id=200000000000001', 3],
    ['waba_id=1', 0],
    [`phone_number=${encodeURIComponent('+1 555 000 0001')}`, 2],
    ['event=PIN_RESET_REQUEST', 1],
    [`from=${new Date(start + hour).toISOString()}`, 2],
    [`to=${new Date(start + hour).toISOString()}`, 1],
  ])('%s gives %i', async (query, count) => {
    await rig.send(...all)
    expect((await rig.get(`/v1/security-events?${query}`)).body.items).toHaveLength(count)
  })

  test('pages', async () => {
    await rig.send(...all)
    const first = (await rig.get('/v1/security-events?limit=2')).body
    const second = (await rig.get(`/v1/security-events?limit=2&cursor=${String(first['next_cursor'])}`)).body
    expect([first.items.length, second.items.length, second['next_cursor']]).toEqual([2, 1, null])
  })

  test.each(['from=yesterday', 'phone_number=none', 'cursor=x', 'limit=0'])('%s is refused', async (query) => {
    expect(await rig.get(`/v1/security-events?${query}`)).toMatchObject({ status: 400 })
  })

  test('events that Meta did not document, and a value without a number, are kept', async () => {
    const odd = [security('PIN_SOMETHING\u0000NEW'), security('PIN_CHANGED', 1, { display_phone_number: null })]
    await rig.send(...odd)
    expect((await rig.get('/v1/security-events')).body.items).toMatchObject([
      { event: 'PIN_CHANGED', phone_number: null },
      { event: 'PIN_SOMETHING\uFFFDNEW', step: null },
    ])
    expect(await rig.openIncidents()).toEqual(['warning two-step-code-changed 200000000000001'])
  })
})
