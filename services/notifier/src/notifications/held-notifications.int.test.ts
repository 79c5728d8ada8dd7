import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { QuietPeriod } from '../quiet/quiet-until.ts'
import { weekdays } from '../quiet/quiet-until.ts'
import { anOpening, theEndOf } from '../testing/alerts.ts'
import { startReceiver, type Receiver } from '../testing/receiver.ts'
import { aDestination, createWorld, type World } from '../testing/world.ts'

const night: QuietPeriod = { days: weekdays, from: 1320, to: 420, timeZone: 'Europe/Berlin', critical: 'pass' }
const evening = Date.parse('2026-01-15T20:00:00Z')
const midnight = Date.parse('2026-01-15T23:00:00Z')
const morning = Date.parse('2026-01-16T06:00:00Z')

let receiver: Receiver
let world: World

beforeAll(async () => {
  receiver = await startReceiver()
  const destinations = [aDestination('chat', receiver.url, { quiet: [night] })]
  world = await createWorld({ databaseUrl: stack().databaseUrl, destinations })
})

afterEach(async () => {
  await world.forget()
  receiver.received.length = 0
})

afterAll(async () => void (await Promise.all([receiver.stop(), world.stop()])))

const rows = async () => (await world.notifications()).map(({ state, status, reason }) => [state, status, reason])
const texts = () => receiver.received.map(({ body }) => JSON.parse(body).text)

test('what falls into it is sent when it ends, once, by whoever is there then', async () => {
  world.at(midnight)
  await world.come(anOpening())
  await world.come(anOpening({ severity: 'critical' }))
  expect(texts()).toEqual([expect.stringContaining('Critical')])
  world.at(morning - 1)
  await world.sendHeld()
  expect(texts()).toHaveLength(1)
  world.at(morning)
  await Promise.all([world.another().sendHeld(), world.another().sendHeld()])
  await world.sendHeld()
  expect(texts()).toEqual([expect.stringContaining('Critical'), expect.stringContaining('Warning')])
})

test('over before it ends: dropped, with a record', async () => {
  world.at(midnight)
  const opening = anOpening()
  await world.come(opening)
  await world.come(opening)
  await world.come(theEndOf(opening))
  world.at(morning)
  await world.sendHeld()
  expect(texts()).toEqual([])
  expect(await rows()).toEqual([['open', 'dropped', 'the incident was over before it was sent']])
})

test('a recovery waits too', async () => {
  const opening = anOpening()
  world.at(evening)
  await world.come(opening)
  world.at(midnight)
  await world.come(theEndOf(opening))
  expect(texts()).toHaveLength(1)
  world.at(morning)
  await world.sendHeld()
  expect(texts()).toHaveLength(2)
})

test('away in the morning: repeated after the waits of the retry topics, then given up', async () => {
  world.at(midnight)
  await world.come(anOpening())
  receiver.answer(503, (response) => void response.writeHead(429, { 'retry-after': '1800' }).end(), 503, 503, 503)
  world.at(morning)
  for (const waitMs of [10_000, 1_800_000, 600_000, 600_000]) {
    await world.sendHeld()
    world.pass(waitMs - 1)
    await world.sendHeld()
    world.pass(1)
  }
  await world.sendHeld()
  world.pass(86_400_000 / 2)
  await world.sendHeld()
  expect(texts()).toHaveLength(5)
  expect(await rows()).toEqual([['open', 'failed', 'given up: answered 503']])
})

test('killed while sending in the morning: sent once more', async () => {
  world.at(midnight)
  await world.come(anOpening())
  world.at(morning)
  await world.store.query(`update notifications set status = 'sending', claimed_at = to_timestamp($1)`, [
    morning / 1000,
  ])
  await world.sendHeld()
  expect(texts()).toEqual([])
  world.pass(15_000)
  await world.sendHeld()
  expect(texts()).toHaveLength(1)
})

test('nobody was there until it was quiet again: it waits for the next end', async () => {
  world.at(midnight)
  await world.come(anOpening())
  world.at(midnight + 86_400_000)
  await world.sendHeld()
  expect(texts()).toEqual([])
  world.at(morning + 86_400_000)
  await world.sendHeld()
  expect(texts()).toHaveLength(1)
})

test('a destination that is away keeps no other one waiting', async () => {
  const other = await startReceiver()
  const both = await createWorld({
    databaseUrl: stack().databaseUrl,
    destinations: [
      aDestination('chat', receiver.url, { quiet: [night] }),
      aDestination('other', other.url, { quiet: [night] }),
    ],
  })
  both.at(midnight)
  for (let count = 0; count < 3; count++) await both.come(anOpening())
  both.at(morning)
  receiver.answer(503)
  await both.sendHeld()
  expect([texts().length, other.received.length]).toEqual([1, 3])
  await both.sendHeld()
  expect(texts()).toHaveLength(3)
  await Promise.all([both.stop(), other.stop()])
})
