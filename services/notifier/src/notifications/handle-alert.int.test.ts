import { randomBytes } from 'node:crypto'
import type { Replay } from '@wabastream/sdk/consumer'
import { unavailable } from '@wabastream/sdk/failure'
import { stack } from '@wabastream/sdk/testing/vitest'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOpening, theEndOf } from '../testing/alerts.ts'
import { startReceiver, type Receiver } from '../testing/receiver.ts'
import { aDestination, createWorld, type World } from '../testing/world.ts'

const secret = randomBytes(32)
const hourMs = 3_600_000

let slack: Receiver
let desk: Receiver
let world: World
/** While true, what comes after an HTTP call cannot be written down. */
let storeIsAway = false

beforeAll(async () => {
  ;[slack, desk] = await Promise.all([startReceiver(), startReceiver()])
  world = await createWorld({
    databaseUrl: stack().databaseUrl,
    destinations: [
      aDestination('chat', slack.url, { filter: { severities: ['warning', 'critical'] } }),
      aDestination('desk', desk.url, { keys: [secret] }),
    ],
    around: (store) => ({
      ...store,
      async query(text, values) {
        if (storeIsAway && text.startsWith('update')) throw unavailable(new Error('away'))
        return store.query(text, values)
      },
    }),
  })
})

beforeEach(() => world.at(Date.now()))

afterEach(async () => {
  storeIsAway = false
  await world.forget()
  for (const receiver of [slack, desk]) receiver.received.length = 0
})

afterAll(async () => void (await Promise.all([slack.stop(), desk.stop(), world.stop()])))

const counts = () => [slack.received.length, desk.received.length]
const statuses = async () =>
  (await world.notifications()).map(({ destination, state, status }) => `${destination} ${state} ${status}`)
const replay = (effects: Replay['effects'], id = 'replay-1'): Replay => ({
  id,
  topic: 'waba.alerts.v1',
  partition: 0,
  offset: 7n,
  effects,
})
const failure = (kind: string, message: string) =>
  expect.objectContaining({ kind, message: expect.stringContaining(message) })
/** Ends the connection in the middle of an answer. */
const noAnswer = (response: { destroy(): void }) => response.destroy()

test('an opening and its end: one notification each, signed so that the public library verifies it', async () => {
  const opening = anOpening()
  await world.come(opening)
  await world.come(theEndOf(opening))
  expect(counts()).toEqual([2, 2])
  const events = desk.received.map(({ body, headers }) =>
    new Webhook(`whsec_${secret.toString('base64')}`).verify(body, headers as Record<string, string>),
  )
  expect(events).toEqual([
    expect.objectContaining({ id: opening.alert_id, type: 'wabastream.alert.open', data: opening }),
    expect.objectContaining({ type: 'wabastream.alert.resolved', subject: opening.incident_id }),
  ])
  expect(desk.received[0]!.headers).toMatchObject({
    'webhook-id': opening.alert_id,
    'content-type': 'application/cloudevents+json; charset=utf-8',
  })
  expect(slack.received.map(({ body }) => JSON.parse(body).text)).toEqual([
    '⚠️ Warning: Template order_update is paused',
    '✅ Resolved: Template order_update is approved again',
  ])
  expect(await statuses()).toEqual(['chat open sent', 'desk open sent', 'chat resolved sent', 'desk resolved sent'])
})

describe('nobody hears the same twice', () => {
  test('duplicates, replays and both at once', async () => {
    const opening = anOpening()
    await Promise.all([world.come(opening), world.another().come(opening)].map((coming) => coming.catch(() => {})))
    await world.come(opening)
    await world.come({ ...opening, title: 'Said in other words' })
    await world.come(opening, { replay: replay('respect') })
    await world.come(theEndOf(opening))
    await world.come(opening)
    await world.come(theEndOf(opening))
    expect(counts()).toEqual([2, 2])
  })

  test('a replay that asks for the effects again: once more, once per replay', async () => {
    const opening = anOpening()
    await world.come(opening)
    for (const id of ['replay-1', 'replay-1', 'replay-2']) await world.come(opening, { replay: replay('again', id) })
    expect(counts()).toEqual([3, 3])
  })
})

test.each<[string, Parameters<typeof anOpening>[0], Parameters<World['come']>[1]]>([
  ['silent', { silent: true }, {}],
  ['replay', {}, { replay: replay('respect') }],
  ['old', {}, { writtenAt: Date.now() - 25 * hourMs }],
])('%s: kept and told to no one, nor is its end', async (why, changes, coming) => {
  const opening = anOpening(changes)
  await world.come(opening, coming)
  await world.come(theEndOf(opening, { silent: false }))
  expect(counts()).toEqual([0, 0])
  const rows = await world.store.query('select state, silenced_by from alert_states order by occurred_at')
  expect(rows).toEqual([
    { state: 'open', silenced_by: why },
    { state: 'resolved', silenced_by: null },
  ])
})

test('a recovery goes where the opening went, whatever its own severity', async () => {
  const quietOne = anOpening({ severity: 'info' })
  const loudOne = anOpening()
  for (const alert of [quietOne, loudOne, theEndOf(quietOne), theEndOf(loudOne, { severity: 'info' })])
    await world.come(alert)
  expect(counts()).toEqual([2, 4])
})

test('an opening that comes after its end: nobody is told of either', async () => {
  const opening = anOpening()
  await world.come(theEndOf(opening))
  await world.come(opening)
  expect(counts()).toEqual([0, 0])
})

describe('one destination is away', () => {
  test('it is retried alone, after the time that it asks for', async () => {
    const opening = anOpening()
    desk.answer((response) => void response.writeHead(503, { 'retry-after': '30' }).end(), 429)
    await expect(world.come(opening)).rejects.toEqual(
      expect.objectContaining({
        kind: 'retryable',
        afterMs: 30_000,
        message: 'Not everybody was notified: desk: answered 503',
      }),
    )
    await expect(world.come(opening, { attempt: 2 })).rejects.toEqual(failure('retryable', 'desk: answered 429'))
    await world.come(opening, { attempt: 3 })
    expect(counts()).toEqual([1, 3])
    expect(await world.notifications()).toEqual([
      expect.objectContaining({ destination: 'chat', status: 'sent', attempts: 1 }),
      expect.objectContaining({ destination: 'desk', status: 'sent', attempts: 3, reason: null }),
    ])
  })

  test('a wait that no retry topic can give costs no attempts', async () => {
    desk.answer((response) => void response.writeHead(429, { 'retry-after': '3000' }).end())
    await expect(world.come(anOpening())).rejects.toMatchObject({ kind: 'retryable', afterMs: 600_000 })
  })

  test('the incident ends before it was reached: it hears nothing, the other one both', async () => {
    const opening = anOpening()
    desk.answer(503)
    await expect(world.come(opening)).rejects.toEqual(failure('retryable', 'desk'))
    await world.come(theEndOf(opening))
    const told = ['chat open sent', 'desk open dropped', 'chat resolved sent']
    expect(await statuses()).toEqual(told)
    await world.come(opening, { attempt: 2 })
    expect(counts()).toEqual([2, 1])
    expect(await statuses()).toEqual(told)
  })

  test('it may have heard of the opening: then it hears of the end', async () => {
    const opening = anOpening()
    desk.answer(noAnswer)
    await expect(world.come(opening)).rejects.toEqual(failure('retryable', 'desk: no answer'))
    await world.come(theEndOf(opening))
    await world.come(opening, { attempt: 2 })
    expect(desk.received.map(({ body }) => JSON.parse(body).type)).toEqual([
      'wabastream.alert.open',
      'wabastream.alert.resolved',
    ])
  })
})

describe('one destination refuses', () => {
  test('a dead letter; the others have it; sent once more on purpose it goes only to the one that lacks it', async () => {
    const opening = anOpening()
    slack.answer((response) => void response.writeHead(404).end('no_service'))
    await expect(world.come(opening)).rejects.toEqual(failure('permanent', 'chat: answered 404 (no_service)'))
    expect(await statuses()).toEqual(['chat open failed', 'desk open sent'])
    await world.come(opening)
    expect(counts()).toEqual([2, 1])
    expect(await statuses()).toEqual(['chat open sent', 'desk open sent'])
  })

  test('while the other is away: it is not asked again, and the alert still becomes a dead letter', async () => {
    const opening = anOpening()
    slack.answer(403)
    desk.answer(500)
    await expect(world.come(opening)).rejects.toEqual(failure('retryable', 'chat: answered 403; desk: answered 500'))
    await expect(world.come(opening, { attempt: 2 })).rejects.toEqual(failure('permanent', 'chat: failed before'))
    expect(counts()).toEqual([1, 2])
    await world.come(theEndOf(opening))
    expect(counts()).toEqual([1, 3])
  })
})

describe('interruptions', () => {
  test('killed while sending: not touched for 12 s; if the incident is over by then, only its end is sent', async () => {
    const opening = anOpening()
    const killed = await createWorld({
      databaseUrl: stack().databaseUrl,
      destinations: [aDestination('desk', desk.url, { keys: [secret] })],
      notify: () => new Promise(() => {}),
    })
    void killed.come(opening)
    await expect.poll(async () => (await killed.notifications()).map(({ status }) => status)).toEqual(['sending'])
    await killed.stop()
    world.pass(1000)
    await expect(world.come(opening, { attempt: 2 })).rejects.toMatchObject({ kind: 'retryable', afterMs: 10_000 })
    // Its end comes meanwhile: who knows what the receiver has.
    await expect(world.come(theEndOf(opening))).rejects.toEqual(failure('retryable', 'desk: is being sent'))
    expect(counts()).toEqual([0, 0])
    world.pass(12_000)
    await world.come(theEndOf(opening), { attempt: 2 })
    await world.come(opening, { attempt: 3 })
    expect(counts()).toEqual([0, 1])
    expect(await statuses()).toEqual(['desk open dropped', 'desk resolved sent'])
  })

  test('killed while sending, still open: sent once more', async () => {
    const opening = anOpening()
    await world.come(opening)
    await world.store.query(`update notifications set status = 'sending' where destination = 'desk'`)
    world.pass(12_000)
    await world.come(opening)
    await world.come(opening)
    expect(counts()).toEqual([1, 2])
  })

  test('killed while sending, then refused: it may have heard the first time, and hears of the end', async () => {
    const opening = anOpening()
    await world.come(opening)
    await world.store.query(`update notifications set status = 'sending' where destination = 'desk'`)
    world.pass(12_000)
    desk.answer(503)
    await expect(world.come(opening)).rejects.toEqual(failure('retryable', 'desk: answered 503'))
    await world.come(theEndOf(opening))
    expect(counts()).toEqual([2, 3])
  })

  test('the store goes away after the call: what was sent is written down, not sent again', async () => {
    const opening = anOpening()
    storeIsAway = true
    await expect(world.come(opening)).rejects.toEqual(failure('unavailable', 'away'))
    await expect(world.come(opening)).rejects.toEqual(failure('unavailable', 'away'))
    storeIsAway = false
    await world.come(opening)
    expect(counts()).toEqual([1, 1])
    expect(await statuses()).toEqual(['chat open sent', 'desk open sent'])
  })
})

test('an address that is not public: nothing is sent, and it says why', async () => {
  const strict = await createWorld({
    databaseUrl: stack().databaseUrl,
    destinations: [aDestination('lan', desk.url, { allowPrivate: false })],
  })
  await expect(strict.come(anOpening())).rejects.toEqual(
    failure('permanent', 'lan: the address of the destination is refused: loopback'),
  )
  expect(counts()).toEqual([0, 0])
  await strict.stop()
})

test('a destination that left the file is forgotten', async () => {
  const opening = anOpening()
  desk.answer(503)
  await expect(world.come(opening)).rejects.toEqual(failure('retryable', 'desk'))
  const smaller = await createWorld({ databaseUrl: stack().databaseUrl, destinations: [] })
  await smaller.come(opening, { attempt: 2 })
  expect(await smaller.notifications()).toEqual([
    expect.objectContaining({ destination: 'chat', status: 'sent' }),
    expect.objectContaining({
      destination: 'desk',
      status: 'dropped',
      reason: 'the destination is no longer in the file',
    }),
  ])
  await smaller.stop()
})

test('characters that PostgreSQL refuses', async () => {
  await world.come(anOpening({ title: 'a\0b', waba_id: '1\0', rule: 'x\0' }))
  expect(counts()).toEqual([1, 1])
})
