import { afterAll, beforeEach, expect, test } from 'vitest'
import { cast, startRig } from '../../testing/start-rig.ts'

const rig = await startRig()
afterAll(() => rig.stop())

const edge = `/${cast.appId}/subscriptions`
const token = `${cast.appId}|${cast.appSecret}`
const wanted = (more: object = {}) => ({
  object: 'whatsapp_business_account',
  callback_url: rig.callback.url,
  verify_token: cast.verifyToken,
  fields: 'messages,account_update',
  ...more,
})
const post = (body: object) => rig.graph('POST', edge, { token, body })
const fields = async () => {
  const { body } = await rig.graph('GET', edge, { token })
  const data = body['data'] as unknown as readonly { fields: readonly { name: string }[] }[]
  return data.map((each) => each.fields.map(({ name }) => name))
}

beforeEach(async () => {
  await rig.graph('DELETE', edge, { token })
})

test('the shapes that Meta documents', async () => {
  expect((await post(wanted({ include_values: true }))).body).toStrictEqual({ success: 'true' })
  expect((await rig.graph('GET', edge, { token })).body).toStrictEqual({
    data: [
      {
        object: 'whatsapp_business_account',
        callback_url: rig.callback.url,
        active: true,
        fields: [
          { name: 'messages', version: 'v26.0' },
          { name: 'account_update', version: 'v26.0' },
        ],
      },
    ],
  })
})

test('a POST amends: fields that were chosen stay', async () => {
  await post(wanted())
  await post(wanted({ fields: ['security'], callback_url: `${rig.callback.url}?second` }))
  expect(await fields()).toEqual([['messages', 'account_update', 'security']])
})

test('DELETE drops the fields that it names, then the object', async () => {
  await post(wanted())
  await rig.graph('DELETE', `${edge}?object=whatsapp_business_account&fields=messages`, { token })
  expect(await fields()).toEqual([['account_update']])
  await rig.graph('DELETE', edge, { token, body: { object: 'whatsapp_business_account' } })
  expect(await fields()).toEqual([])
})

test('DELETE without object drops everything of the app', async () => {
  await post(wanted())
  await post({ ...wanted(), object: 'page', fields: 'feed' })
  expect(await fields()).toHaveLength(2)
  expect((await rig.graph('DELETE', edge, { token })).body).toStrictEqual({ success: 'true' })
  expect(await fields()).toEqual([])
})

test.each([
  ['no object', { object: undefined }, 100],
  ['an unknown object', { object: 'weather' }, 100],
  ['no callback', { callback_url: undefined }, 100],
  ['no verify token', { verify_token: undefined }, 100],
  ['no fields, the first time', { fields: undefined }, 100],
  ['an unknown field', { fields: 'messages,colours' }, 100],
  ['a wrong verify token', { verify_token: 'wrong' }, 2200],
])('is refused: %s', async (_, change, code) => {
  const answer = await post(wanted(change))
  expect(answer).toMatchObject({ status: 400, body: { error: { type: 'OAuthException', code } } })
  expect(await fields()).toEqual([])
})

test('only the token of the app itself will do', async () => {
  expect(await rig.graph('GET', edge)).toMatchObject({ status: 400, body: { error: { code: 15 } } })
  const other = `${cast.secondAppId}|invented-second-secret`
  expect(await rig.graph('GET', edge, { token: other })).toMatchObject({ body: { error: { code: 100 } } })
  expect(await rig.graph('GET', edge, { token: `${cast.appId}|wrong` })).toMatchObject({
    body: { error: { code: 190 } },
  })
})

test('a plus in the path of a callback has become a space', async () => {
  await post(wanted({ callback_url: `${rig.callback.url}/a+b` }))
  expect(rig.callback.verifications.at(-1)).toContain('/webhook/a%20b?')
})
