import { createHmac } from 'node:crypto'
import { createVerifier } from '@wabastream/sdk/webhook'
import { waitUntil } from '@wabastream/sdk/testing'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startCallback, type Received } from '../testing/callback.ts'
import { cast, startRig } from '../testing/start-rig.ts'

const rig = await startRig()
const other = await startCallback(cast.verifyToken)
afterAll(async () => {
  await rig.stop()
  await other.stop()
})

const body = (...texts: readonly string[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: cast.wabaId,
      changes: texts.map((text) => ({
        value: { messaging_product: 'whatsapp', metadata: { phone_number_id: cast.numberId }, messages: [{ text }] },
        field: 'messages',
      })),
    },
  ],
})
const review = (time: number) => ({
  object: 'whatsapp_business_account',
  entry: [{ id: cast.wabaId, time, changes: [{ field: 'account_review_update', value: { decision: 'APPROVED' } }] }],
})

const nothing: Received = { path: '', headers: {}, body: '' }
let [got, gotOther] = [0, 0]
const bodies = () => rig.callback.received.slice(got).map((each) => JSON.parse(each.body) as ReturnType<typeof body>)
const textsOf = (received: readonly ReturnType<typeof body>[]) =>
  received.map(({ entry }) =>
    entry.flatMap(({ changes }) => changes.map(({ value }) => value.messages.map(({ text }) => text).join())),
  )
const arrived = async (count: number) => {
  await waitUntil(() => rig.callback.received.length - got >= count, { withinMs: 5000 })
  return bodies()
}
/** All deliveries have come to an end. */
const settled = async () => {
  await waitUntil(
    async () => (await rig.control.deliveries()).every(({ state }) => state !== 'sending' && state !== 'waiting'),
    { withinMs: 5000 },
  )
  return rig.control.deliveries()
}

beforeEach(async () => {
  await rig.control.forgetDeliveries()
  await rig.control.changeSettings({
    time_scale: 0.0001,
    retry_to: 'every_app',
    retry_time: 'same',
    gather_ms: 0,
    batch_updates: 1000,
  })
  for (const app of [cast.appId, cast.secondAppId]) await rig.control.unsubscribe(cast.wabaId, app)
  await rig.control.setWebhook(cast.appId, { callback_url: rig.callback.url })
  await rig.control.setWebhook(cast.secondAppId, { callback_url: other.url })
  await rig.control.subscribe(cast.wabaId, cast.appId)
  got = rig.callback.received.length
  gotOther = other.received.length
})

test('a webhook as Meta sends it: signed over the bytes on the wire', async () => {
  const event = await rig.control.trigger({ body: body('ä / 😀') })
  expect(event.updates).toMatchObject([
    {
      field: 'messages',
      routes: [
        { app_id: cast.appId, callback: rig.callback.url, via: 'app', withheld: null },
        { app_id: cast.secondAppId, callback: null, via: null, withheld: 'not_subscribed' },
        { app_id: cast.foreignAppId, withheld: 'not_subscribed' },
      ],
    },
  ])
  expect(await arrived(1)).toEqual([body('ä / 😀')])
  const { headers, body: text } = rig.callback.received[got] ?? nothing
  expect(text).toContain(String.raw`\u00e4 \/ \ud83d\ude00`)
  const verify = createVerifier([{ appId: cast.appId, secret: cast.appSecret }])
  expect(verify(Buffer.from(text, 'latin1'), headers['x-hub-signature-256'] as string)).toBe(cast.appId)
  const sha1 = createHmac('sha1', cast.appSecret).update(text).digest('hex')
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-hub-signature': `sha1=${sha1}` })
  const [delivery] = await settled()
  expect(delivery).toMatchObject({
    event_ids: [event.id],
    app_id: cast.appId,
    state: 'delivered',
    waba_ids: [cast.wabaId],
    fields: ['messages'],
    updates: 1,
    bytes: text.length,
    attempts: [{ status: 200, error: null, answer: 'seen' }],
  })
  expect((await rig.control.delivery(delivery?.id ?? '')).body).toBe(text)
})

test('who is not subscribed gets nothing', async () => {
  await rig.control.unsubscribe(cast.wabaId, cast.appId)
  await rig.control.trigger({ body: body('lost') })
  await rig.control.subscribe(cast.wabaId, cast.appId)
  await rig.control.trigger({ body: body('seen') })
  expect(textsOf(await arrived(1))).toEqual([['seen']])
})

test('a foreign app is on the list and gets nothing', async () => {
  await rig.control.setWebhook(cast.foreignAppId, { callback_url: other.url })
  await rig.graph('POST', `/${cast.wabaId}/subscribed_apps`, { token: cast.foreignAppToken })
  const { updates } = await rig.control.trigger({ body: body('x') })
  expect(updates[0]?.routes.at(-1)).toMatchObject({ app_id: cast.foreignAppId, withheld: 'foreign_app' })
  await rig.control.unsubscribe(cast.wabaId, cast.foreignAppId)
})

test('overrides: each field to the callback of its level, with the secret of the app', async () => {
  await rig.control.subscribe(cast.wabaId, cast.appId, { override: { callback_uri: other.url } })
  await rig.control.trigger({ body: body('to the override') })
  await rig.control.trigger({ body: review(1_700_000_000) })
  await settled()
  expect(bodies()).toEqual([review(1_700_000_000)])
  expect(other.received.length - gotOther).toBe(1)
  const { headers, body: text } = other.received[gotOther] ?? nothing
  const verify = createVerifier([{ appId: cast.appId, secret: cast.appSecret }])
  expect(verify(Buffer.from(text, 'latin1'), headers['x-hub-signature-256'] as string)).toBe(cast.appId)
})

describe('batches', () => {
  test('hold up to 1,000 updates', async () => {
    await rig.control.trigger({ body: body(...Array.from({ length: 2500 }, (_, n) => String(n))) })
    const texts = textsOf(await arrived(3))
    expect(texts.map(({ length }) => length)).toEqual([1000, 1000, 500])
    expect(texts.flat()).toEqual(Array.from({ length: 2500 }, (_, n) => String(n)))
  })

  test('gather what comes within a while', async () => {
    await rig.control.changeSettings({ gather_ms: 200, time_scale: 1 })
    await rig.control.trigger({ body: body('a') })
    await rig.control.trigger({ body: body('b') })
    expect(textsOf(await arrived(1))).toEqual([['a', 'b']])
  })

  test('duplicates, another order, posts of their own, a delay', async () => {
    await rig.control.trigger({ body: body('a', 'b'), duplicates: 1, order: 'reverse', apart: true })
    expect(textsOf(await arrived(4))).toEqual([['b'], ['b'], ['a'], ['a']])
    await settled()
    got = rig.callback.received.length
    await rig.control.trigger({ body: body('late'), delay_ms: 150 })
    await rig.control.trigger({ body: body('a', 'b'), order: 'shuffle' })
    const texts = textsOf(await arrived(2))
    expect([texts[0]?.toSorted(), texts[1]]).toEqual([['a', 'b'], ['late']])
  })
})

describe('repetitions', () => {
  test.each([201, 204, 302, 401, 503])('until exactly 200: %d is none', async (status) => {
    rig.callback.answer(status, status)
    await rig.control.trigger({ body: body('x') })
    expect(textsOf(await arrived(3))).toEqual([['x'], ['x'], ['x']])
    expect(await settled()).toMatchObject([
      { state: 'delivered', attempt_count: 3, attempts: [{ status }, { status }, { status: 200 }] },
    ])
  })

  test('the first at once, then with growing waits, until the time is over', async () => {
    await rig.control.changeSettings({ time_scale: 0, retry_for_ms: 100_000 })
    await rig.control.setWebhook(cast.appId, { callback_url: 'http://127.0.0.1:1/' })
    await rig.control.trigger({ body: body('x') })
    // 0, 10, 20 and 40 s have been waited; another 80 s would be too long.
    expect(await settled()).toMatchObject([
      { state: 'given_up', attempt_count: 5, attempts: [{ status: null, error: 'ECONNREFUSED' }, {}, {}, {}, {}] },
    ])
  })

  test('what comes after does not wait for what is repeated', async () => {
    await rig.control.changeSettings({ time_scale: 0.01 })
    rig.callback.answer(503, 503)
    await rig.control.trigger({ body: body('first') })
    await arrived(2)
    await rig.control.trigger({ body: body('second') })
    expect(textsOf(await arrived(4))).toEqual([['first'], ['first'], ['second'], ['first']])
  })

  test('go to every subscribed app, once each, or to the one that failed', async () => {
    await rig.control.subscribe(cast.wabaId, cast.secondAppId)
    rig.callback.answer(503)
    await rig.control.trigger({ body: body('x') })
    await arrived(2)
    await waitUntil(() => other.received.length - gotOther >= 2, { withinMs: 5000 })
    const deliveries = await settled()
    const failed = deliveries.find(({ app_id }) => app_id === cast.appId)
    const copy = deliveries.find(({ copy_of }) => copy_of !== null)
    expect(copy).toMatchObject({ app_id: cast.secondAppId, copy_of: failed?.id, attempt_count: 1, state: 'delivered' })
    expect(deliveries).toHaveLength(3)
    await rig.control.forgetDeliveries()
    await rig.control.changeSettings({ retry_to: 'failed_app' })
    rig.callback.answer(503)
    await rig.control.trigger({ body: body('y') })
    await arrived(4)
    expect(await settled()).toHaveLength(2)
  })

  test('carry the same entry.time, or a new one', async () => {
    rig.callback.answer(503)
    await rig.control.trigger({ body: review(1_700_000_000) })
    expect(await arrived(2)).toEqual([review(1_700_000_000), review(1_700_000_000)])
    await settled()
    await rig.control.changeSettings({ retry_time: 'new' })
    rig.callback.answer(503)
    got = rig.callback.received.length
    await rig.control.trigger({ body: review(1_700_000_000) })
    const [first, second] = (await arrived(2)) as unknown as readonly ReturnType<typeof review>[]
    expect(first?.entry[0]?.time).toBe(1_700_000_000)
    expect(second?.entry[0]?.time).toBeGreaterThan(1_760_000_000)
  })

  test('end when the app is unsubscribed, and follow a callback that is changed', async () => {
    await rig.control.changeSettings({ time_scale: 0.02 })
    rig.callback.answer(503, 503)
    await rig.control.trigger({ body: body('x') })
    await arrived(2)
    await rig.control.unsubscribe(cast.wabaId, cast.appId)
    expect(await settled()).toMatchObject([{ state: 'cancelled', attempt_count: 2 }])
    await rig.control.subscribe(cast.wabaId, cast.appId)
    await rig.control.setWebhook(cast.appId, { callback_url: 'http://127.0.0.1:1/' })
    await rig.control.trigger({ body: body('y') })
    await waitUntil(async () => (await rig.control.deliveries())[0]?.attempt_count === 2, { withinMs: 5000 })
    await rig.control.setWebhook(cast.appId, { callback_url: rig.callback.url })
    expect(textsOf((await arrived(3)).slice(2))).toEqual([['y']])
    expect((await settled()).map(({ state }) => state)).toEqual(['delivered', 'moved', 'cancelled'])
  })
})

test('another WABA and number may take the place of those in a body', async () => {
  const sample = structuredClone(body('x'))
  sample.entry[0] = { ...sample.entry[0], id: '1' } as never
  await rig.control.trigger({ body: sample, waba_id: cast.wabaId })
  const [sent] = await arrived(1)
  expect(sent?.entry[0]).toMatchObject({
    id: cast.wabaId,
    changes: [
      { value: { metadata: { phone_number_id: cast.numberId, display_phone_number: cast.displayPhoneNumber } } },
    ],
  })
})

test('an app that did not ask for values gets names only', async () => {
  await rig.control.setWebhook(cast.appId, { callback_url: rig.callback.url, include_values: false })
  await rig.control.trigger({ body: review(1) })
  expect(await arrived(1)).toMatchObject([
    { entry: [{ changes: [{ field: 'account_review_update', changed_fields: ['decision'] }] }] },
  ])
})

test('the Test button reaches the app although it is not subscribed', async () => {
  await rig.control.unsubscribe(cast.wabaId, cast.appId)
  await rig.control.trigger({ body: body('test'), test_of_app: cast.appId })
  expect(textsOf(await arrived(1))).toEqual([['test']])
})

test('integers beyond 2^53 come through', async () => {
  const text = JSON.stringify(body('x')).replace('"x"', '12345678901234567890')
  const answer = await fetch(`${rig.simulator.graphUrl}/sim/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: `{"body":${text}}`,
  })
  expect(answer.status).toBe(200)
  await arrived(1)
  expect(rig.callback.received[got]?.body).toContain('"text":12345678901234567890')
})

test('what makes no sense is refused', async () => {
  await expect(rig.control.trigger({ body: { entry: [] } })).rejects.toThrow('The body has no entry with changes.')
  await expect(rig.control.trigger({ body: body('x'), waba_id: '1' })).rejects.toThrow('There is no WABA 1.')
  await expect(rig.control.createWaba({ business_id: '1' })).rejects.toThrow('There is no business 1: create it first.')
  await expect(rig.control.createWaba({ id: cast.appId, business_id: cast.businessId })).rejects.toThrow(/is taken/)
  await expect(rig.control.changeSettings({ time_scale: 2 })).rejects.toThrow(/time_scale/)
  const page = await fetch(`${rig.simulator.graphUrl}/sim/v1/state`, {
    headers: { origin: 'https://a.example.com', connection: 'close' },
  })
  expect(page.status).toBe(403)
})
