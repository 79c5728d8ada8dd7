import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { error, startGraphServer, type GraphServer, type Scripted } from '../testing/graph-server.ts'
import { GraphError } from './fault.ts'
import { createGraph, type Graph } from './graph.ts'
import { proofOf } from './credential.ts'
import { readSubscribedApps, setOverride, subscribe } from './subscribed-apps.ts'

const credential = { token: 'seeded-token', secret: 'seeded-secret' }
const access = { about: { appId: '670843887433847', wabaId: '1' }, credential }
let server: GraphServer
let graph: Graph

beforeAll(async () => {
  server = await startGraphServer(access.about.appId)
  server.wabas.set('1', [{ id: '9' }])
  graph = createGraph({ url: server.url, version: 'v26.0', timeoutMs: 1000 })
})
afterEach(() => server.script(null))
afterAll(async () => {
  await graph.close()
  await server.stop()
})

async function faultOf(scripted: Scripted) {
  server.script(() => scripted)
  const caught = await readSubscribedApps(graph, access).catch((thrown: unknown) => thrown)
  expect(caught).toBeInstanceOf(GraphError)
  expect(JSON.stringify([caught, String(caught), (caught as Error).stack])).not.toMatch(/seeded/)
  return (caught as GraphError).fault
}

test('another app does not count as ours; the token is in the header only, with a proof', async () => {
  expect(await readSubscribedApps(graph, access)).toEqual({ ours: false, override: { state: 'none' }, others: ['9'] })
  const seen = server.calls.at(-1)
  expect(seen?.authorization).toBe('Bearer seeded-token')
  expect(seen?.url).toBe(`/v26.0/1/subscribed_apps?appsecret_proof=${proofOf(credential)}`)
})

test('subscribes without a body, success may be text; the override has one', async () => {
  await subscribe(graph, access)
  expect(server.calls.at(-1)?.body).toBeNull()
  await setOverride(graph, access, { callback: 'https://eu.example.com/webhook', verifyToken: 'v' })
  const callback = 'https://eu.example.com/webhook'
  expect(await readSubscribedApps(graph, access)).toMatchObject({ ours: true, override: { state: 'set', callback } })
})

test.each<[string, Scripted, string, string]>([
  ['token expired', error(401, 190, { error_subcode: 463 }), 'token', 'needs-operator'],
  ['permission', error(403, 200), 'permission', 'needs-operator'],
  ['not found', error(404, 803), 'gone', 'permanent'],
  ['no such object', error(400, 100, { error_subcode: 33 }), 'gone', 'permanent'],
  ['callback', error(401, 2200), 'callback', 'needs-operator'],
  ['account limit', error(400, 80_008), 'throttled', 'transient'],
  ['app limit', error(400, 4, { is_transient: true }), 'throttled', 'transient'],
  ['is_transient wins', error(400, 100, { is_transient: true }), 'server', 'transient'],
  ['unknown code', error(500, 99_999), 'server', 'transient'],
  ['HTML with 200', { body: '<html>' }, 'unreadable', 'transient'],
  ['no list', { body: {} }, 'unreadable', 'transient'],
  ['an entry without id', { body: { data: [{}] } }, 'unreadable', 'transient'],
  ['reset', { reset: true }, 'network', 'transient'],
  ['redirect', { status: 302, headers: { location: 'https://example.com' } }, 'redirected', 'needs-operator'],
  [
    'paging without end',
    { body: { data: [], paging: { next: 'https://x.example.com/?after=a' } } },
    'unreadable',
    'transient',
  ],
])('%s', async (_, scripted, kind, fault) => {
  expect(await faultOf(scripted)).toMatchObject({ kind, class: fault })
})

test('pages are followed by their cursor', async () => {
  const app = { whatsapp_business_api_data: { id: access.about.appId } }
  server.script(({ url }) =>
    url.includes('after=a')
      ? { body: { data: [app] } }
      : { body: { data: [], paging: { cursors: { after: 'a' }, next: 'https://evil.example.com/' } } },
  )
  expect((await readSubscribedApps(graph, access)).ours).toBe(true)
})
