import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { cast, startRig } from '../testing/start-rig.ts'
import { knownErrors } from './known-errors.ts'

let nowMs = Date.parse('2026-11-23T12:00:00Z')
const rig = await startRig({ clock: () => nowMs })
afterAll(() => rig.stop())
afterEach(async () => {
  await rig.control.clearFaults()
})

const edge = `/${cast.wabaId}/subscribed_apps`
const raw = async (path: string, init: RequestInit = {}) => {
  const headers = { connection: 'close', authorization: `Bearer ${cast.token}` }
  const response = await fetch(`${rig.simulator.graphUrl}${path}`, { headers, ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const errorOf = (text: string) => (JSON.parse(text) as { error: object }).error

describe('paths', () => {
  test.each([
    ['v26.0', 'v26.0'],
    ['v22.0', 'v22.0'],
    ['v20.0', 'v21.0'],
    ['v13.0', 'v21.0'],
  ])('%s is served by %s', async (asked, served) => {
    const { status, headers } = await raw(`/${asked}${edge}`)
    expect([status, headers.get('facebook-api-version')]).toEqual([200, served])
  })

  test('without a version the oldest answers', async () => {
    expect((await raw(edge)).headers.get('facebook-api-version')).toBe('v21.0')
  })

  test.each([
    [`/v99.0${edge}`, 400, { type: 'OAuthException', code: 2500 }],
    ['/v26.0', 400, { type: 'OAuthException', code: 2500 }],
    [`/v26.0/${cast.wabaId}/nothing`, 400, { type: 'OAuthException', code: 2500 }],
    [`/v26.0${edge}/more`, 400, { type: 'OAuthException', code: 2500 }],
    ['/v26.0/nonsense', 404, { type: 'GraphMethodException', code: 803 }],
    ['/v26.0/123', 400, { type: 'GraphMethodException', code: 100, error_subcode: 33 }],
    ['/v26.0/__proto__/constructor', 404, { type: 'GraphMethodException', code: 803 }],
    [`/v26.0/${cast.wabaId}/constructor`, 400, { code: 2500 }],
  ])('%s: %d', async (path, status, error) => {
    const answer = await raw(path)
    expect(answer.status).toBe(status)
    expect(errorOf(answer.text)).toMatchObject(error)
  })

  test('methods that an edge does not have', async () => {
    const answer = await raw(`/v26.0/${cast.wabaId}/phone_numbers`, { method: 'DELETE' })
    expect(errorOf(answer.text)).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await raw(`/v26.0${edge}`, { method: 'PUT', body: '{}' })).status).toBe(400)
  })

  test('what cannot be read is answered in the same shape', async () => {
    for (const answer of [await raw('/v26.0/%zz'), await raw(`/v26.0${edge}`, { method: 'OPTIONS' })])
      expect([answer.status, errorOf(answer.text)]).toMatchObject([400, { type: 'OAuthException', code: 100 }])
    expect((await raw(`//elsewhere.example.com/v26.0${edge}`)).text).toContain('"code":2500')
  })

  test('a body that is none', async () => {
    const { status, body } = await rig.graph('POST', edge, {
      body: '{',
      headers: { 'content-type': 'application/json' },
    })
    expect([status, body.error?.['code']]).toEqual([400, 100])
  })
})

describe('tokens', () => {
  test('none, and one of nobody', async () => {
    expect(await rig.graph('GET', edge, { token: null })).toMatchObject({ status: 400, body: { error: { code: 104 } } })
    expect(await rig.graph('GET', edge, { token: 'x' })).toMatchObject({ status: 401, body: { error: { code: 190 } } })
  })

  test.each([
    ['app_not_installed', 458],
    ['password_changed', 460],
    ['expired', 463],
    ['invalid', 467],
  ] as const)('%s is 190/%d', async (problem, subcode) => {
    await rig.control.changeToken('second', { problem })
    expect(await rig.graph('GET', edge, { token: cast.secondToken })).toMatchObject({
      status: 401,
      body: { error: { type: 'OAuthException', code: 190, error_subcode: subcode } },
    })
    await rig.control.changeToken('second', { problem: null })
  })

  test('ends at its time', async () => {
    await rig.control.changeToken('second', { expires_at: nowMs + 1000 })
    expect((await rig.graph('GET', edge, { token: cast.secondToken })).status).toBe(200)
    nowMs += 1000
    expect(await rig.graph('GET', edge, { token: cast.secondToken })).toMatchObject({
      body: { error: { error_subcode: 463 } },
    })
    await rig.control.changeToken('second', { expires_at: null })
  })

  test('may stand in the query', async () => {
    expect((await rig.graph('GET', `${edge}?access_token=${cast.token}`, { token: null })).status).toBe(200)
  })
})

describe('faults', () => {
  test.each(Object.entries(knownErrors))('error %s', async (error, { status, type, code, subcode }) => {
    await rig.control.addFault({ effect: { kind: 'error', error } })
    const answer = await rig.graph('POST', edge)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      error: {
        message: expect.any(String),
        type,
        code,
        fbtrace_id: expect.any(String),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
      },
    })
    expect((await rig.graph('GET', edge)).body).toStrictEqual({ data: [] })
  })

  test('strike the calls that they name, so many of them, after so many', async () => {
    const match = { method: 'GET', edge: 'subscribed_apps', waba_id: cast.wabaId, app_id: cast.appId } as const
    await rig.control.addFault({ match, skip: 1, times: 2, effect: { kind: 'error', error: '80008', status: 400 } })
    const statuses = []
    for (let n = 0; n < 5; n++) statuses.push((await rig.graph('GET', edge)).status)
    expect(statuses).toEqual([200, 400, 400, 200, 200])
    await rig.control.addFault({ match, times: null, effect: { kind: 'error', error: '1' } })
    expect((await rig.graph('GET', `/${cast.emptyWabaId}/subscribed_apps`)).status).toBe(200)
    expect((await rig.graph('GET', edge, { token: cast.secondToken })).status).toBe(200)
    expect((await rig.graph('GET', edge)).status).toBe(500)
  })

  test('an unknown error is refused', async () => {
    const wish = rig.control.addFault({ effect: { kind: 'error', error: '4711' } })
    await expect(wish).rejects.toThrow(/effect\.error: must be one of 0, 1, 2/)
  })

  test('answers that are no JSON, or half of one', async () => {
    await rig.control.addFault({ effect: { kind: 'answer', body: '<html>' } })
    expect(await raw(`/v26.0${edge}`)).toMatchObject({ status: 200, text: '<html>' })
    await rig.control.addFault({ effect: { kind: 'truncate' } })
    expect((await raw(`/v26.0${edge}`)).text).toBe('{"dat')
  })

  test('pages that leave out or turn in circles', async () => {
    await rig.control.subscribe(cast.wabaId, cast.appId)
    await rig.control.subscribe(cast.wabaId, cast.secondAppId)
    await rig.control.addFault({ effect: { kind: 'short_page' } })
    expect((await rig.graph('GET', edge)).body['data']).toHaveLength(1)
    await rig.control.addFault({ effect: { kind: 'paging_loop' } })
    expect((await rig.graph('GET', edge)).body['paging']).toMatchObject({
      next: `${rig.simulator.graphUrl}/v26.0${edge}`,
    })
    for (const app of [cast.appId, cast.secondAppId]) await rig.control.unsubscribe(cast.wabaId, app)
  })

  test('a success that is none, and a success that nobody hears of', async () => {
    await rig.control.addFault({ effect: { kind: 'pretend' } })
    expect((await rig.graph('POST', edge)).body).toStrictEqual({ success: 'true' })
    expect((await rig.graph('GET', edge)).body['data']).toEqual([])
    await rig.control.addFault({ effect: { kind: 'reset', when: 'after' } })
    await expect(rig.graph('POST', edge)).rejects.toThrow(/fetch failed/)
    expect((await rig.graph('GET', edge)).body['data']).toHaveLength(1)
    await rig.control.addFault({ effect: { kind: 'reset' } })
    await expect(rig.graph('DELETE', edge)).rejects.toThrow(/fetch failed/)
    expect((await rig.graph('GET', edge)).body['data']).toHaveLength(1)
  })

  test('no answer at all', async () => {
    await rig.control.addFault({ effect: { kind: 'hang' } })
    const signal = AbortSignal.timeout(100)
    await expect(raw(`/v26.0${edge}`, { signal })).rejects.toThrow(/timeout/)
  })
})

test('the log of calls has no token', async () => {
  await rig.control.clearCalls()
  await rig.graph('GET', `/${cast.wabaId}/phone_numbers?access_token=${cast.token}`)
  await rig.graph('GET', '/1')
  const { total, items } = await rig.control.calls()
  expect(total).toBe(2)
  expect(items).toMatchObject([
    {
      method: 'GET',
      path: `/v26.0/${cast.wabaId}/phone_numbers`,
      app_id: cast.appId,
      waba_id: cast.wabaId,
      status: 200,
      code: null,
    },
    { status: 400, code: 100, waba_id: null },
  ])
  expect(JSON.stringify([items, await rig.control.state()])).not.toMatch(/EAAinvented|invented-app-secret/)
})

test('a connection that says nothing does not keep it from stopping', async () => {
  const second = await startRig()
  const socket = connect(Number(new URL(second.simulator.graphUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  await second.stop()
  if (!socket.destroyed) await once(socket, 'close')
})
