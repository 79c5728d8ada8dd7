import { isoTime } from '@wabastream/sdk/http'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOpening, theEndOf } from '../testing/alerts.ts'
import { startReceiver, type Receiver } from '../testing/receiver.ts'
import { aDestination, createWorld, type World } from '../testing/world.ts'
import { alertItem } from './alert-schema.ts'

const now = Date.now()
const [paused, flagged, drift] = [
  anOpening({ occurred_at: now - 5000 }),
  anOpening({ occurred_at: now - 2000, rule: 'number-flagged', severity: 'critical', waba_id: '1' }),
  anOpening({ occurred_at: now - 2000, rule: 'drift', severity: 'info', waba_id: null, silent: true }),
]
const recovered = theEndOf(paused)

let world: World
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
  const destinations = [aDestination('chat', receiver.url)]
  world = await createWorld({ databaseUrl: stack().databaseUrl, destinations })
  for (const alert of [paused, flagged, drift, recovered]) await world.come(alert)
})

afterAll(async () => {
  await Promise.all([receiver.stop(), world.stop()])
})

const cursorOf = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url')

async function get(path: string) {
  const { status, body } = await world.get(path)
  expect(status).toBe(200)
  return body
}

const ids = async (query: string) => (await get(`/v1/alerts${query}`)).items.map((item) => item['alert_id'])
const newestFirst = [flagged, drift].toSorted((left, right) => (left.incident_id < right.incident_id ? 1 : -1))

test('each incident once, in its latest state, newest first; the record with its times written out', async () => {
  const { items, next_cursor } = await get('/v1/alerts')
  expect(items).toEqual([...newestFirst, recovered].map(alertItem))
  expect(next_cursor).toBeNull()
})

test.each<[string, readonly { readonly alert_id: string }[]]>([
  ['?state=open', newestFirst],
  ['?state=resolved', [recovered]],
  ['?severity=critical', [flagged]],
  ['?waba_id=1', [flagged]],
  ['?rule=drift', [drift]],
  ['?rule=drift&state=resolved', []],
])('/v1/alerts%s', async (query, expected) => expect(await ids(query)).toEqual(expected.map((alert) => alert.alert_id)))

test('pages hold all of it, also where times are equal', async () => {
  const found: unknown[] = []
  let cursor = ''
  for (let pages = 1; pages <= 3; pages++) {
    const { items, next_cursor } = await get(`/v1/alerts?limit=1${cursor}`)
    found.push(...items)
    cursor = `&cursor=${next_cursor}`
    expect(next_cursor === null).toBe(pages === 3)
  }
  expect(found).toEqual([...newestFirst, recovered].map(alertItem))
})

test('an incident: all states and who was told', async () => {
  expect(await get(`/v1/incidents/${paused.incident_id}`)).toEqual({
    incident_id: paused.incident_id,
    state: 'resolved',
    alerts: [
      { alert: alertItem(paused), received_at: isoTime(world.clock()), silenced_by: null },
      { alert: alertItem(recovered), received_at: isoTime(world.clock()), silenced_by: null },
    ],
    notifications: ['open', 'resolved'].map((state) =>
      expect.objectContaining({
        destination: 'chat',
        state,
        status: 'sent',
        http_status: 200,
        attempts: 1,
        replay_id: null,
        due_at: null,
      }),
    ),
  })
  expect(await get(`/v1/incidents/${drift.incident_id}`)).toMatchObject({
    alerts: [{ silenced_by: 'silent' }],
    notifications: [],
  })
})

test('an incident that nobody knows', async () => {
  expect(await world.get('/v1/incidents/incident_x')).toMatchObject({
    status: 404,
    body: { status: 404, detail: expect.stringContaining('NOTIFICATIONS_DAYS') },
  })
})

test('notifications, newest first, in pages', async () => {
  const first = await get('/v1/notifications?destination=chat&status=sent&limit=2')
  const second = await get(`/v1/notifications?destination=chat&status=sent&limit=2&cursor=${first.next_cursor}`)
  expect([...first.items, ...second.items].map((item) => item['alert_id'])).toEqual(
    [recovered, flagged, paused].map((alert) => alert.alert_id),
  )
  expect(second.next_cursor).toBeNull()
  expect((await get(`/v1/notifications?incident_id=${drift.incident_id}`)).items).toEqual([])
})

test.each([
  '/v1/alerts?state=closed',
  '/v1/alerts?severity=high',
  '/v1/alerts?cursor=abc',
  `/v1/alerts?cursor=${cursorOf([1e300, 'a'])}`,
  `/v1/alerts?cursor=${cursorOf([0, 'a\0'])}`,
  `/v1/notifications?cursor=${cursorOf(1.5)}`,
  '/v1/alerts?limit=0',
  '/v1/notifications?status=new',
  '/v1/notifications?destination=a%00b',
  '/v1/incidents/a%00b',
])('%s is refused', async (path) => expect((await world.get(path)).status).toBe(400))
