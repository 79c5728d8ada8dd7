import { afterAll, expect, test } from 'vitest'
import { cast, startRig } from '../testing/start-rig.ts'
import { createUsage, hourMs } from './usage.ts'

let nowMs = 1_800_000_000_000
const rig = await startRig({ clock: () => nowMs })
afterAll(() => rig.stop())

test('the hour rolls', () => {
  let time = 0
  const usage = createUsage(() => time)
  for (time = 1; time <= 3; time++) usage.record('a', 4)
  expect(usage.standing('a', 4)).toEqual({ calls: 3, percent: 75, over: false, regainMinutes: 0 })
  time = 60_000
  expect(usage.record('a', 4)).toMatchObject({ percent: 100, over: false })
  expect(usage.record('a', 4)).toEqual({ calls: 5, percent: 100, over: true, regainMinutes: 60 })
  time = hourMs + 2
  expect(usage.record('a', 4)).toMatchObject({ calls: 4, over: false })
  expect(usage.record('b', 4)).toMatchObject({ calls: 1 })
})

test('refused calls count too, so that asking on makes a block longer', () => {
  let time = 0
  const usage = createUsage(() => time)
  for (let n = 0; n < 100; n++) usage.record('a', 2)
  time = hourMs - 1
  expect(usage.record('a', 2)).toMatchObject({ over: true })
  time = hourMs
  expect(usage.record('a', 2)).toMatchObject({ calls: 2, over: false })
})

test('200 calls an hour without a number, then 80008, until the hour has passed', async () => {
  const edge = `/${cast.emptyWabaId}/subscribed_apps`
  const calls = await Promise.all(Array.from({ length: 200 }, () => rig.graph('GET', edge)))
  expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]))
  const percents = calls.map(({ headers }) => usageOf(headers, cast.emptyWabaId)['call_count'] ?? 0)
  expect(Math.max(...percents)).toBe(100)
  const refused = await rig.graph('GET', edge)
  expect(refused).toMatchObject({ status: 429, body: { error: { type: 'OAuthException', code: 80_008 } } })
  expect(usageOf(refused.headers, cast.emptyWabaId)).toEqual({
    type: 'whatsapp',
    call_count: 100,
    total_cputime: 0,
    total_time: 0,
    estimated_time_to_regain_access: 60,
  })
  expect((await rig.graph('GET', edge, { token: cast.secondToken })).status).toBe(200)
  expect((await rig.graph('GET', `/${cast.wabaId}/subscribed_apps`)).status).toBe(200)
  nowMs += hourMs
  expect((await rig.graph('GET', edge)).status).toBe(200)
})

test('a WABA with a registered number has the higher limit', async () => {
  await rig.control.changeSettings({ waba_calls_per_hour: 1, active_waba_calls_per_hour: 3, rate_limit_status: 400 })
  nowMs += hourMs
  const statuses = []
  for (let n = 0; n < 4; n++) statuses.push((await rig.graph('GET', `/${cast.numberId}`)).status)
  expect(statuses).toEqual([200, 200, 200, 400])
  await rig.control.changeNumber(cast.numberId, { registered: false })
  nowMs += hourMs
  await rig.graph('GET', `/${cast.wabaId}/subscribed_apps`)
  expect((await rig.graph('GET', `/${cast.numberId}`)).body.error?.['code']).toBe(80_008)
})

test('calls without a WABA count for the app', async () => {
  await rig.control.changeSettings({ app_calls_per_hour: 2 })
  nowMs += hourMs
  const { headers } = await rig.graph('GET', '/me')
  expect(JSON.parse(headers.get('x-app-usage') ?? '')).toEqual({ call_count: 50, total_cputime: 0, total_time: 0 })
  await rig.graph('GET', '/me')
  expect((await rig.graph('GET', '/me')).body.error).toMatchObject({ code: 4, is_transient: true })
})

function usageOf(headers: Headers, wabaId: string): Readonly<Record<string, number>> {
  const usage = JSON.parse(headers.get('x-business-use-case-usage') ?? '{}') as Record<string, Record<string, number>[]>
  return usage[wabaId]?.[0] ?? {}
}
