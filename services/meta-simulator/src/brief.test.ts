import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cast, startRig, type Rig } from './testing/start-rig.ts'

// The three calls of Meta's page "Webhooks for WhatsApp Business Accounts", with the real curl. Only host, version, id and
// token are filled in, and the answers are those of the page.

const calls = {
  create: `curl -X POST 'https://graph.facebook.com/<API_VERSION>/<WHATSAPP_BUSINESS_ACCOUNT_ID>/subscribed_apps' \\
-H 'Authorization: Bearer <ACCESS_TOKEN>'`,
  get: `curl 'https://graph.facebook.com/<API_VERSION>/<WHATSAPP_BUSINESS_ACCOUNT_ID>/subscribed_apps' \\
-H 'Authorization: Bearer <ACCESS_TOKEN>'`,
  delete: `curl -X DELETE 'https://graph.facebook.com/<AP_VERSION>/<WHATSAPP_BUSINESS_ACCOUNT_ID>/subscribed_apps' \\
-H 'Authorization: Bearer <ACCESS_TOKEN>'`,
}

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
})
afterAll(() => rig.stop())

async function run(call: string, token: string): Promise<unknown> {
  const filled = call
    .replace('https://graph.facebook.com', rig.simulator.graphUrl)
    .replace(/<AP(I)?_VERSION>/, 'v26.0')
    .replace('<WHATSAPP_BUSINESS_ACCOUNT_ID>', cast.wabaId)
    .replace('<ACCESS_TOKEN>', token)
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', filled])
  return JSON.parse(stdout)
}

const app = (id: string, name: string) => ({
  whatsapp_business_api_data: { link: `https://www.facebook.com/games/?app_id=${id}`, name, id },
})

test('subscribe two apps, list them, unsubscribe one', async () => {
  expect(await run(calls.create, cast.token)).toStrictEqual({ success: 'true' })
  expect(await run(calls.create, cast.secondToken)).toStrictEqual({ success: 'true' })
  const first = app(cast.appId, 'Garden Desk')
  const second = app(cast.secondAppId, 'Garden Bot')
  expect(await run(calls.get, cast.token)).toStrictEqual({ data: [first, second] })
  expect(await run(calls.delete, cast.token)).toStrictEqual({ success: 'true' })
  expect(await run(calls.get, cast.token)).toStrictEqual({ data: [second] })
})
