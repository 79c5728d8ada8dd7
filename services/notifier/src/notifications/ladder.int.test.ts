import { unavailable } from '@wabastream/sdk/failure'
import { createHandlerKit, type EventOptions, type HandlerKit } from '@wabastream/sdk/testing/handler'
import { stack } from '@wabastream/sdk/testing/vitest'
import type { alerts } from '@wabastream/schemas'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Outcome } from '../send/outcome.ts'
import { anOpening } from '../testing/alerts.ts'
import { aDestination, createWorld, type World } from '../testing/world.ts'

/** What the destinations say next; afterwards they take everything. */
const outcomes = { chat: [] as Outcome['kind'][], desk: [] as Outcome['kind'][] }
const told: string[] = []
let away = false
let world: World
let kit: HandlerKit<typeof alerts>

beforeAll(async () => {
  world = await createWorld({
    databaseUrl: stack().databaseUrl,
    destinations: [aDestination('chat', 'https://chat.example.com'), aDestination('desk', 'https://desk.example.com')],
    async notify({ name }) {
      told.push(name)
      const kind = outcomes[name as keyof typeof outcomes].shift() ?? 'sent'
      return { kind, status: 200, reason: kind, maybeReceived: false }
    },
    around: (store) => ({
      ...store,
      transaction: async (work) => {
        if (away) throw unavailable(new Error('away'))
        return store.transaction(work)
      },
    }),
  })
  kit = createHandlerKit(world.spec, { policy: { firstWaitMs: 1 } })
})

beforeEach(() => void (told.length = 0))

afterAll(() => world.stop())

const fateOf = async (alert = anOpening(), options: EventOptions = {}) => (await kit.event(alert, options)).fate

test('everybody takes it: done', async () => {
  expect(await fateOf()).toBe('done')
  expect(told.toSorted()).toEqual(['chat', 'desk'])
})

test('one is away: three times here, then over the retry topics to the dead letters; the other one is told once', async () => {
  const alert = anOpening()
  outcomes.desk.push(...Array<'again'>(15).fill('again'))
  const fates = []
  for (let spent = 0; spent < 5; spent++) fates.push(await fateOf(alert, { spent }))
  expect(fates).toEqual(['retry-10s', 'retry-10m', 'retry-10m', 'retry-10m', 'dead-letter'])
  expect(told.filter((name) => name === 'chat')).toHaveLength(1)
  expect(told.filter((name) => name === 'desk')).toHaveLength(15)
  // From the dead letters, with its attempts given back.
  expect(await fateOf(alert)).toBe('done')
  expect(told.filter((name) => name === 'chat')).toHaveLength(1)
})

test('one refuses: a dead letter at once', async () => {
  outcomes.chat.push('failed')
  expect(await fateOf()).toBe('dead-letter')
  expect(told.toSorted()).toEqual(['chat', 'desk'])
})

test('PostgreSQL is away: no attempt is spent, and nobody is told before it is back', async () => {
  away = true
  const alert = anOpening()
  expect(await fateOf(alert)).toBe('probe')
  expect(told).toEqual([])
  away = false
  expect(await fateOf(alert)).toBe('done')
})

test('bytes that are no alert: a dead letter', async () =>
  expect((await kit.bytes(Buffer.from('not an alert'))).fate).toBe('dead-letter'))
