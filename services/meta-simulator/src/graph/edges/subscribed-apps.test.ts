import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { cast, startRig } from '../../testing/start-rig.ts'

const rig = await startRig()
afterAll(() => rig.stop())

const edge = `/${cast.wabaId}/subscribed_apps`
const override = () => ({ override_callback_uri: rig.callback.url, verify_token: cast.verifyToken })
const data = async (path = edge, token: string = cast.token) => (await rig.graph('GET', path, { token })).body['data']
const refusal = (status: number, error: object) => ({
  status,
  body: { error: { message: expect.any(String), fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/), ...error } },
})

beforeEach(async () => {
  for (const app of [cast.appId, cast.secondAppId, cast.foreignAppId]) await rig.control.unsubscribe(cast.wabaId, app)
  rig.callback.handshake('right')
})

describe('the list', () => {
  test('is empty at first', async () => {
    expect((await rig.graph('GET', edge)).body).toStrictEqual({ data: [] })
  })

  test('has the app of the token, whoever asks, and once only', async () => {
    await rig.graph('POST', edge)
    await rig.graph('POST', edge, { body: {} })
    const [listed] = [{ link: expect.stringContaining(cast.appId), name: 'Garden Desk', id: cast.appId }]
    expect(await data()).toStrictEqual([{ whatsapp_business_api_data: listed }])
    expect(await data(edge, cast.secondToken)).toStrictEqual([{ whatsapp_business_api_data: listed }])
  })

  test('shows the fields that are asked for', async () => {
    await rig.graph('POST', edge)
    expect(await data(`${edge}?fields=name`)).toStrictEqual([
      { whatsapp_business_api_data: { name: 'Garden Desk', id: cast.appId } },
    ])
    expect(await rig.graph('GET', `${edge}?fields=colour`)).toMatchObject(
      refusal(400, { type: 'OAuthException', code: 100 }),
    )
  })

  test('has pages', async () => {
    await rig.control.subscribe(cast.wabaId, cast.appId)
    await rig.control.subscribe(cast.wabaId, cast.secondAppId)
    const first = (await rig.graph('GET', `${edge}?limit=1&access_token=${cast.token}`)).body
    const { cursors, next } = first['paging'] as unknown as { cursors: Record<string, string>; next: string }
    expect(first['data']).toHaveLength(1)
    expect(cursors['after']).toBe(cursors['before'])
    expect(next).toContain(`${rig.simulator.graphUrl}/v26.0${edge}?limit=1&after=${cursors['after']}`)
    expect(next).not.toContain(cast.token)
    const second = (await rig.graph('GET', `${edge}?limit=1&after=${cursors['after']}`)).body
    expect(second['data']).toMatchObject([{ whatsapp_business_api_data: { id: cast.secondAppId } }])
    expect(second['paging']).not.toHaveProperty('next')
    expect((await rig.graph('GET', `${edge}?after=bm9uZQ`)).status).toBe(400)
  })
})

describe('an override', () => {
  test('needs a subscription first', async () => {
    expect(await rig.graph('POST', edge, { body: override() })).toMatchObject(
      refusal(400, { type: 'OAuthException', code: 100 }),
    )
    expect(rig.callback.verifications).toEqual([])
  })

  test('is verified, shown, and erased by a bare POST', async () => {
    await rig.graph('POST', edge)
    const { body } = await rig.graph('POST', edge, { body: override() })
    expect(body).toStrictEqual({
      success: 'true',
      data: [
        {
          override_callback_uri: rig.callback.url,
          whatsapp_business_api_data: expect.objectContaining({ id: cast.appId, name: 'Garden Desk' }),
        },
      ],
    })
    expect(rig.callback.verifications.at(-1)).toMatch(
      /^\/webhook\?hub\.mode=subscribe&hub\.challenge=\d+&hub\.verify_token=invented-verify-token$/,
    )
    expect(await data()).toMatchObject([{ override_callback_uri: rig.callback.url }])
    await rig.graph('POST', edge)
    expect((await data())?.[0]).not.toHaveProperty('override_callback_uri')
  })

  test('may come as a form', async () => {
    await rig.graph('POST', edge)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await rig.graph('POST', edge, { body: new URLSearchParams(override()).toString(), headers })
    expect(answer.status).toBe(200)
    expect(await data()).toMatchObject([{ override_callback_uri: rig.callback.url }])
  })

  test.each(['other challenge', 'forbidden', 'redirect'] as const)('is refused with 2200: %s', async (how) => {
    await rig.graph('POST', edge)
    rig.callback.handshake(how)
    expect(await rig.graph('POST', edge, { body: override() })).toMatchObject(
      refusal(400, { type: 'OAuthException', code: 2200 }),
    )
    expect((await data())?.[0]).not.toHaveProperty('override_callback_uri')
  })

  test.each([
    ['wrong token', () => ({ ...override(), verify_token: 'wrong' }), 2200],
    ['nobody there', () => ({ ...override(), override_callback_uri: 'http://127.0.0.1:1/' }), 2200],
    ['no token', () => ({ override_callback_uri: rig.callback.url }), 100],
    ['no address', () => ({ ...override(), override_callback_uri: 'nonsense' }), 100],
    ['another protocol', () => ({ ...override(), override_callback_uri: 'ftp://127.0.0.1/' }), 100],
    [
      'over 200 characters',
      () => ({ ...override(), override_callback_uri: `${rig.callback.url}?${'x'.repeat(200)}` }),
      100,
    ],
    ['only a token', () => ({ verify_token: 'x' }), 100],
  ])('is refused: %s', async (_, body, code) => {
    await rig.graph('POST', edge)
    expect(await rig.graph('POST', edge, { body: body() })).toMatchObject(refusal(400, { code }))
  })
})

describe('who may', () => {
  test('an app that is only shared with the business can be on the list', async () => {
    expect((await rig.graph('POST', edge, { token: cast.foreignAppToken })).body).toStrictEqual({ success: 'true' })
    expect(await data()).toMatchObject([{ whatsapp_business_api_data: { id: cast.foreignAppId } }])
  })

  test('a token that may only look: it reads, and changes nothing', async () => {
    const token = cast.readOnlyToken
    expect((await rig.graph('GET', edge, { token })).status).toBe(200)
    for (const method of ['POST', 'DELETE'])
      expect(await rig.graph(method, edge, { token })).toMatchObject(
        refusal(403, { type: 'OAuthException', code: 200, error_subcode: 1_349_174 }),
      )
    expect(await data()).toEqual([])
  })

  test('a WABA of another business is as if it were not there', async () => {
    const foreign = await rig.graph('GET', `/${cast.foreignWabaId}/subscribed_apps`)
    const missing = await rig.graph('GET', '/999/subscribed_apps')
    expect(foreign).toMatchObject(refusal(400, { type: 'GraphMethodException', code: 100, error_subcode: 33 }))
    expect(missing).toMatchObject(refusal(400, { type: 'GraphMethodException', code: 100, error_subcode: 33 }))
  })

  test('the scope is needed', async () => {
    await rig.control.changeToken('second', { scopes: ['business_management'] })
    expect(await rig.graph('GET', edge, { token: cast.secondToken })).toMatchObject(refusal(403, { code: 10 }))
    await rig.control.changeToken('second', { scopes: ['whatsapp_business_management'] })
  })

  test('a token with single grants reaches only those', async () => {
    await rig.control.changeToken('second', { waba_ids: [cast.emptyWabaId] })
    expect((await rig.graph('GET', edge, { token: cast.secondToken })).status).toBe(400)
    expect((await rig.graph('GET', `/${cast.emptyWabaId}/subscribed_apps`, { token: cast.secondToken })).status).toBe(
      200,
    )
    await rig.control.changeToken('second', { waba_ids: null })
  })
})

test('DELETE takes off the app of the token only; a second one finds nothing', async () => {
  await rig.control.subscribe(cast.wabaId, cast.secondAppId)
  await rig.graph('POST', edge)
  expect((await rig.graph('DELETE', edge)).body).toStrictEqual({ success: 'true' })
  expect(await data()).toMatchObject([{ whatsapp_business_api_data: { id: cast.secondAppId } }])
  expect(await rig.graph('DELETE', edge)).toMatchObject(refusal(404, { type: 'GraphMethodException', code: 803 }))
})

test('success may be a boolean', async () => {
  await rig.control.changeSettings({ success: 'boolean' })
  expect((await rig.graph('POST', edge)).body).toStrictEqual({ success: true })
  await rig.control.changeSettings({ success: 'text' })
})
