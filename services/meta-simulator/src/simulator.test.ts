import { afterAll, expect, test } from 'vitest'
import { createSimControl } from './control-client/control-client.ts'
import { createSimulator } from './simulator.ts'
import { cast, startRig } from './testing/start-rig.ts'

const rig = await startRig()
afterAll(() => rig.stop())

test('others than this machine may reach it only when somebody said so', () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
    expect(() => createSimulator({ host })).toThrow(/SIMULATOR_ALLOW_REMOTE=true/)
    expect(() => createSimulator({ host, allowRemote: true })).not.toThrow()
  }
  for (const host of ['127.0.0.1', 'localhost', '::1']) expect(() => createSimulator({ host })).not.toThrow()
})

test('reset empties the world and undoes changes', async () => {
  const simulator = createSimulator({ settings: { success: 'boolean' } })
  await simulator.start()
  const { control } = simulator
  const business = await control.createBusiness()
  const waba = await control.createWaba({ business_id: business.id })
  const app = await control.createApp({ business_id: business.id })
  const number = await control.createNumber({ waba_id: waba.id })
  const token = await control.createToken({ app_id: app.id, business_id: business.id })
  expect([app.secret, token.value]).toEqual([
    expect.stringMatching(/^[0-9a-f]{32}$/),
    expect.stringMatching(/^EAA\w+$/),
  ])
  expect(number.display_phone_number).toMatch(/^1\d{3}55501\d\d$/)
  await control.changeSettings({ page_size: 3 })
  await control.addFault({ effect: { kind: 'hang' } })
  const before = await control.advanceClock(3_600_000)
  await control.reset()
  const state = await control.state()
  expect(state).toMatchObject({ businesses: [], wabas: [], numbers: [], apps: [], tokens: [], faults: [] })
  expect(state.settings).toMatchObject({ page_size: 25, success: 'boolean' })
  expect(state.now).toBeLessThan(before.now)
  await simulator.stop()
})

test('stopping ends calls without an answer and deliveries without end', async () => {
  const { control, graph, stop } = await startRig()
  await control.setWebhook(cast.appId, { callback_url: 'http://127.0.0.1:1/' })
  await control.subscribe(cast.wabaId, cast.appId)
  const change = { field: 'account_review_update', value: {} }
  await control.trigger({ body: { entry: [{ id: cast.wabaId, changes: [change] }] } })
  await control.addFault({ effect: { kind: 'hang' } })
  const unanswered = graph('GET', '/me').catch((error: unknown) => error)
  await control.addFault({ effect: { kind: 'delay', ms: 60_000 }, match: { edge: 'subscribed_apps' } })
  const late = graph('GET', `/${cast.wabaId}/subscribed_apps`).catch((error: unknown) => error)
  await expect.poll(async () => (await control.calls()).total).toBeGreaterThan(0)
  await stop()
  expect(await unanswered).toBeInstanceOf(Error)
  await late
})

test('a client without a simulator says so', async () => {
  await expect(createSimControl('http://127.0.0.1:1').state()).rejects.toThrow(
    'No simulator answers at http://127.0.0.1:1 (ECONNREFUSED)',
  )
})

test('changes by hand', async () => {
  const { control } = rig
  await control.setWebhook(cast.appId, { callback_url: 'https://hooks.example.com/', fields: ['messages'] })
  const again = await control.setWebhook(cast.appId, { callback_url: 'https://hooks.example.com/', fields: ['calls'] })
  expect(again.webhooks).toMatchObject([{ fields: [{ name: 'calls', version: 'v26.0' }] }])
  expect((await control.dropWebhook(cast.appId)).webhooks).toEqual([])
  const override = { callback_uri: 'https://eu.example.com/' }
  expect((await control.overrideNumber(cast.numberId, cast.appId, override)).overrides).toEqual([
    { app_id: cast.appId, callback_uri: 'https://eu.example.com/' },
  ])
  expect((await control.dropNumberOverride(cast.numberId, cast.appId)).overrides).toEqual([])
  await control.removeToken('first')
  expect(await rig.graph('GET', '/me')).toMatchObject({ status: 401 })
  await control.removeWaba(cast.wabaId)
  const { wabas, numbers } = await control.state()
  expect([wabas.map(({ id }) => id), numbers]).toEqual([[cast.emptyWabaId, cast.foreignWabaId], []])
})
