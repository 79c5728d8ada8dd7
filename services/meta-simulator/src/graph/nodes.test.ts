import { createHmac } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { cast, startRig } from '../testing/start-rig.ts'

const rig = await startRig()
afterAll(() => rig.stop())

const appToken = `${cast.appId}|${cast.appSecret}`
const get = async (path: string, token: string = cast.token) => (await rig.graph('GET', path, { token })).body

test('the numbers of a WABA', async () => {
  expect(await get(`/${cast.wabaId}/phone_numbers`)).toStrictEqual({
    data: [
      {
        verified_name: 'Lucky Shrub',
        code_verification_status: 'VERIFIED',
        display_phone_number: '+1 555-078-3881',
        quality_rating: 'GREEN',
        platform_type: 'CLOUD_API',
        id: cast.numberId,
      },
    ],
  })
  expect(await get(`/${cast.emptyWabaId}/phone_numbers`)).toStrictEqual({ data: [] })
})

test('the webhook configuration of a number: each level that has one', async () => {
  const asked = `/${cast.numberId}?fields=webhook_configuration`
  const override = { override_callback_uri: rig.callback.url, verify_token: cast.verifyToken }
  const change = (configuration: object) =>
    rig.graph('POST', `/${cast.numberId}`, { body: { webhook_configuration: configuration } })
  expect(await get(asked)).toStrictEqual({ webhook_configuration: {}, id: cast.numberId })
  expect((await change(override)).body).toMatchObject({ error: { code: 100 } })
  await rig.control.subscribe(cast.wabaId, cast.appId, { override: { callback_uri: 'https://eu.example.com/' } })
  await rig.control.setWebhook(cast.appId, { callback_url: 'https://hooks.example.com/' })
  expect((await change(override)).body).toStrictEqual({ success: 'true' })
  expect((await get(asked))['webhook_configuration']).toStrictEqual({
    phone_number: rig.callback.url,
    whatsapp_business_account: 'https://eu.example.com/',
    application: 'https://hooks.example.com/',
  })
  expect((await change({ override_callback_uri: '' })).body).toStrictEqual({ success: 'true' })
  expect((await get(asked))['webhook_configuration']).not.toHaveProperty('phone_number')
  expect((await change({ ...override, verify_token: 'wrong' })).body).toMatchObject({ error: { code: 2200 } })
})

test('WABAs of a business, page by page', async () => {
  const path = `/${cast.businessId}/owned_whatsapp_business_accounts?fields=id,name,subscribed_apps{id,name}&limit=1`
  await rig.control.subscribe(cast.wabaId, cast.appId)
  const first = await get(path)
  expect(first['data']).toStrictEqual([
    { id: cast.wabaId, name: 'Plants', subscribed_apps: { data: [{ id: cast.appId, name: 'Garden Desk' }] } },
  ])
  const { next } = first['paging'] as unknown as { next: string }
  const second = await get(next.slice(`${rig.simulator.graphUrl}/v26.0`.length))
  expect(second['data']).toStrictEqual([{ id: cast.emptyWabaId, name: 'Seeds' }])
  expect(second['paging']).not.toHaveProperty('next')
})

test('WABAs of clients', async () => {
  const path = `/${cast.businessId}/client_whatsapp_business_accounts`
  expect(await get(path)).toStrictEqual({ data: [] })
  await rig.control.changeWaba(cast.foreignWabaId, { shared_with: [cast.businessId] })
  expect((await get(path))['data']).toMatchObject([{ id: cast.foreignWabaId, name: 'Stones' }])
  await rig.control.changeWaba(cast.foreignWabaId, { shared_with: [] })
  expect(await get(`/${cast.otherBusinessId}/owned_whatsapp_business_accounts`)).toMatchObject({ error: { code: 100 } })
})

test('what a system user was assigned, and who that is', async () => {
  expect(await get('/me')).toStrictEqual({ name: 'System user', id: '900000000000001' })
  const { data } = await get('/900000000000001/assigned_whatsapp_business_accounts?fields=id')
  expect(data).toStrictEqual([{ id: cast.wabaId }, { id: cast.emptyWabaId }])
})

test('objects by themselves', async () => {
  expect(await get(`/${cast.appId}`)).toMatchObject({ id: cast.appId, name: 'Garden Desk' })
  expect(await get(`/${cast.businessId}`)).toStrictEqual({ id: cast.businessId, name: 'Lucky Shrub' })
  expect(await get(`/${cast.wabaId}?fields=name,owner_business_info`)).toStrictEqual({
    id: cast.wabaId,
    name: 'Plants',
    owner_business_info: { name: 'Lucky Shrub', id: cast.businessId },
  })
  expect((await get(`/${cast.businessId}/owned_apps`))['data']).toHaveLength(2)
})

test('debug_token tells what a token is', async () => {
  const debug = (input: string, token: string = appToken) =>
    get(`/debug_token?input_token=${encodeURIComponent(input)}`, token)
  expect(await debug(cast.token)).toStrictEqual({
    data: {
      app_id: cast.appId,
      type: 'SYSTEM_USER',
      application: 'Garden Desk',
      data_access_expires_at: 0,
      expires_at: 0,
      is_valid: true,
      issued_at: expect.any(Number),
      scopes: ['whatsapp_business_management', 'whatsapp_business_messaging', 'business_management'],
      granular_scopes: [
        { scope: 'whatsapp_business_management' },
        { scope: 'whatsapp_business_messaging' },
        { scope: 'business_management' },
      ],
      user_id: '900000000000001',
    },
  })
  await rig.control.changeToken('first', { waba_ids: [cast.wabaId, cast.foreignWabaId, cast.emptyWabaId] })
  expect(await debug(cast.token, cast.token)).toMatchObject({
    data: { granular_scopes: [{ target_ids: [cast.emptyWabaId, cast.wabaId] }, {}, {}] },
  })
  await rig.control.changeToken('first', { problem: 'expired', waba_ids: null })
  expect(await debug(cast.token)).toMatchObject({ data: { is_valid: false, error: { code: 190, subcode: 463 } } })
  await rig.control.changeToken('first', { problem: null })
  expect(await debug('nonsense')).toMatchObject({ data: { is_valid: false, error: { code: 190 }, scopes: [] } })
  expect(await debug(cast.secondToken)).toMatchObject({ error: { code: 100 } })
})

test('appsecret_proof: right, wrong, missing', async () => {
  const proof = createHmac('sha256', cast.appSecret).update(cast.token).digest('hex')
  expect(await get(`/me?appsecret_proof=${proof}`)).toHaveProperty('id')
  expect(await get(`/me?appsecret_proof=${proof.replace(/.$/, 'x')}`)).toMatchObject({ error: { code: 100 } })
  await rig.control.changeApp(cast.appId, { require_proof: true })
  expect(await get('/me')).toMatchObject({ error: { code: 100, type: 'GraphMethodException' } })
  expect(await get(`/me?appsecret_proof=${proof}`)).toHaveProperty('id')
  await rig.control.changeApp(cast.appId, { require_proof: false })
})
