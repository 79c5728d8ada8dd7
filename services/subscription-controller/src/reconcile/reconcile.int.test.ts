import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findApp, findWaba } from '../desired/rows.ts'
import { error, startGraphServer, type GraphServer } from '../testing/graph-server.ts'
import { startRig, type Rig } from '../testing/rig.ts'
import { lookAtApp } from './look-at-app.ts'
import { lookAtWaba } from './look-at-waba.ts'

const app = '670843887433847'
const callback = 'https://eu.example.com/webhook'
const environment: Record<string, string> = { SECRET: 'seeded-secret', TOKEN: 'seeded-token', VERIFY: 'seeded-verify' }
const declaration = {
  apps: [
    {
      id: app,
      secret: { env: 'SECRET' },
      token: { env: 'TOKEN' },
      webhook: {
        callback: 'https://hooks.example.com/webhook',
        verify_token: { env: 'VERIFY' },
        fields: ['messages', 'account_update'],
      },
    },
  ],
  wabas: [
    { id: '1', app },
    { id: '2', app, override: { callback, verify_token: { env: 'VERIFY' } } },
  ],
}
let server: GraphServer
let rig: Rig

beforeAll(async () => {
  server = await startGraphServer(app)
  rig = await startRig(stack().databaseUrl, server.url, environment)
})
afterAll(async () => {
  await rig.stop()
  await server.stop()
})
beforeEach(async () => {
  environment['VERIFY'] = 'seeded-verify'
  server.script(null)
  server.setWebhook(null)
  server.wabas.set('1', [{ id: '9' }])
  server.wabas.set('2', [])
  await rig.desk.store.query('truncate apps, wabas, discovery, signals, incidents')
  // Pauses of the test before are over.
  rig.clock.ms += 7_200_000
  rig.published.length = 0
  await rig.ask('PUT', '/v1/subscriptions', declaration)
})

const look = (id: string) => lookAtWaba(rig.desk, id)
const row = async (id: string) => (await findWaba(rig.desk.store, id)) ?? expect.unreachable()
const condition = async (id: string, type: string) => (await row(id)).conditions.find((one) => one.type === type)
const calls = () => server.calls.length
const alerts = () =>
  rig.published
    .filter(({ topic }) => topic === 'waba.alerts.v1')
    .map(({ record }) => {
      const { rule, state } = record as { rule: string; state: string }
      return `${rule} ${state}`
    })

test('converges: app, subscription, override; a second look does nothing but look', async () => {
  await lookAtApp(rig.desk, app)
  await look('1')
  await look('2')
  expect(server.wabas.get('1')).toEqual([{ id: '9' }, { id: app }])
  expect(server.wabas.get('2')).toEqual([{ id: app, override: callback }])
  expect(server.webhook()).toMatchObject({ callback_url: 'https://hooks.example.com/webhook' })
  const before = calls()
  await look('1')
  await look('2')
  await lookAtApp(rig.desk, app)
  expect(server.calls.slice(before).map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
  for (const { type, status } of (await row('2')).conditions)
    expect([type, status]).toEqual([type, type === 'Contended' ? 'false' : 'true'])
  const topics = rig.published.map(({ topic }) => topic)
  expect(topics).toContain('waba.subscription-state.v1')
  expect(topics).toContain('waba.audit.v1')
})

test('absence never deletes, subscribed: false does, others stay', async () => {
  await look('1')
  await rig.ask('PUT', '/v1/subscriptions', { wabas: [declaration.wabas[1]] })
  await look('1')
  expect(server.wabas.get('1')).toHaveLength(2)
  await rig.ask('POST', '/v1/subscriptions/1/unsubscribe')
  await look('1')
  expect(server.wabas.get('1')).toEqual([{ id: '9' }])
})

test('an unreadable or partial list changes nothing', async () => {
  await look('1')
  await rig.ask('PATCH', '/v1/subscriptions/1', { subscribed: false })
  server.script(({ method }) =>
    method === 'GET' ? { body: { data: [], paging: { next: 'https://x.example.com/' } } } : null,
  )
  await look('1')
  expect(server.wabas.get('1')).toHaveLength(2)
  expect(await condition('1', 'Subscribed')).toMatchObject({ status: 'unknown' })
})

test('an override that nobody declared is left alone and told', async () => {
  server.wabas.set('1', [{ id: app, override: 'https://old.example.com/' }])
  await look('1')
  expect(server.wabas.get('1')).toEqual([{ id: app, override: 'https://old.example.com/' }])
  expect(await condition('1', 'OverrideCurrent')).toMatchObject({ status: 'false', reason: 'not-declared' })
})

test('a rotated verify token is applied again', async () => {
  await look('2')
  environment['VERIFY'] = 'seeded-other'
  await look('2')
  expect(server.calls.filter(({ method }) => method === 'POST').at(-1)?.body).toMatchObject({
    verify_token: 'seeded-other',
  })
})

test('a refused token stops its app, others of it make no calls, and a person can have it tried at once', async () => {
  server.script(() => error(401, 190, { error_subcode: 463 }))
  await look('1')
  const before = calls()
  await look('2')
  expect(calls()).toBe(before)
  expect(await condition('2', 'TokenValid')).toMatchObject({ status: 'false' })
  expect(alerts()).toContain('subscription-token-invalid open')
  server.script(null)
  await rig.ask('POST', '/v1/subscriptions/1/resume')
  await look('1')
  expect((await findApp(rig.desk.store, app))?.token_fault).toBeNull()
  expect(await condition('1', 'TokenValid')).toMatchObject({ status: 'true' })
})

test.each([
  [80_008, 1],
  [4, 0],
])(
  'a limit (%i) makes the account, or all of the app, wait: the other account makes %i calls or more',
  async (code, least) => {
    server.script(({ path }) => (path.includes('/1/') ? error(400, code) : null))
    await look('1')
    const before = calls()
    await look('1')
    expect(calls()).toBe(before)
    await look('2')
    expect(calls() - before > 0).toBe(least > 0)
  },
)

test('changed back twice within an hour: only observed, told, and resumed by a person', async () => {
  await look('1')
  for (const _ of [1, 2]) {
    server.wabas.set('1', [])
    rig.clock.ms += 300_000
    await look('1')
  }
  expect(server.wabas.get('1')).toEqual([])
  expect(await condition('1', 'Contended')).toMatchObject({ status: 'true' })
  expect(alerts()).toContain('subscription-contended open')
  await rig.ask('POST', '/v1/subscriptions/1/resume')
  await look('1')
  expect(server.wabas.get('1')).toEqual([{ id: app }])
})

test('not the leader any more: nothing is written; observe and pause neither', async () => {
  rig.leader.may = false
  await look('1')
  rig.leader.may = true
  await rig.ask('PATCH', '/v1/subscriptions/1', { mode: 'observe' })
  await look('1')
  expect(server.wabas.get('1')).toEqual([{ id: '9' }])
  expect(await condition('1', 'Subscribed')).toMatchObject({ status: 'false', reason: 'others-only' })
  await rig.ask('POST', '/v1/subscriptions/1/pause')
  const before = calls()
  await look('1')
  expect(calls()).toBe(before)
})

test('plan and doctor read anew; no answer and no record holds a secret', async () => {
  server.script(({ method, path }) => (method === 'POST' && path.includes('/2/') ? error(401, 2200) : null))
  await lookAtApp(rig.desk, app)
  await look('1')
  await look('2')
  server.wabas.set('1', [])
  const plan = await rig.ask('POST', '/v1/subscriptions/plan', {})
  expect(JSON.parse(plan.text)).toMatchObject({
    items: expect.arrayContaining([{ target: 'waba:1', actions: ['subscribe'], problem: null }]),
  })
  expect(JSON.parse((await rig.ask('GET', '/v1/doctor/1')).text)).toMatchObject({ broken: 'Subscribed' })
  expect(await condition('2', 'CallbackVerified')).toMatchObject({ status: 'false' })
  const answers = [plan]
  for (const path of ['/v1/subscriptions', '/v1/subscriptions/2', '/v1/doctor/2', '/openapi.json'])
    answers.push(await rig.ask('GET', path))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const kept = await rig.desk.store.query('select * from apps, wabas')
  expect(JSON.stringify([answers, rig.published, kept])).not.toMatch(/seeded/)
})
