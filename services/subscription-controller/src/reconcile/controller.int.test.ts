import { createLease } from '@wabastream/sdk/store'
import { waitUntil } from '@wabastream/sdk/testing'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { touchWabas } from '../desired/rows.ts'
import { startGraphServer, type GraphServer } from '../testing/graph-server.ts'
import { startRig, type Rig } from '../testing/rig.ts'
import { createController } from './controller.ts'

const app = '670843887433847'
let server: GraphServer
let rig: Rig

beforeAll(async () => {
  server = await startGraphServer(app)
  rig = await startRig(stack().databaseUrl, server.url, { SECRET: 'seeded-secret', TOKEN: 'seeded-token' })
})
afterAll(async () => {
  await rig.stop()
  await server.stop()
})

test('one of two works; discovers, subscribes, looks again at once when told; the other takes over', async () => {
  const leases = [1, 2].map(() => createLease(rig.desk.store, 'controller', { renewMs: 200 }))
  const controllers = leases.map((lease) => createController(rig.desk, lease))
  for (const waba of ['1', '2']) server.wabas.set(waba, [])
  const apps = [{ id: app, secret: { env: 'SECRET' }, token: { env: 'TOKEN' } }]
  expect(
    await rig.ask('PUT', '/v1/subscriptions', { apps, wabas: [{ id: '1', app }], discover: 'owned' }),
  ).toMatchObject({ status: 200 })
  for (const controller of controllers) await controller.start()
  const isSubscribed = (waba: string) => server.wabas.get(waba)?.some(({ id }) => id === app) === true
  expect(await waitUntil(() => isSubscribed('1') && isSubscribed('2'), { withinMs: 10_000 })).toBe(true)
  expect(leases.filter((lease) => lease.held())).toHaveLength(1)
  server.wabas.set('1', [])
  await touchWabas(rig.desk.store, ['1'])
  expect(await waitUntil(() => isSubscribed('1'), { withinMs: 10_000 })).toBe(true)

  const leader = leases.findIndex((lease) => lease.held())
  await controllers[leader]?.stop()
  server.wabas.set('2', [])
  await touchWabas(rig.desk.store, ['2'])
  expect(await waitUntil(() => isSubscribed('2'), { withinMs: 10_000 })).toBe(true)
  await controllers[1 - leader]?.stop()
})
