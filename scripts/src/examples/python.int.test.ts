import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { messages } from '@wabastream/schemas'
import { createSender } from '@wabastream/sdk/webhook'
import { stack } from '@wabastream/sdk/testing/vitest'
import { expect, test } from 'vitest'
import { workspaceRoot } from '../check/temp-workspace.ts'
import { startIngress } from '../rig/ingress-process.ts'
import { readyTopics } from '../rig/ready-topics.ts'
import { textWebhook } from '../rig/text-webhook.ts'
import { pythonEnvironment } from './python-environment.ts'

const folder = join(workspaceRoot, 'examples/python')
const found = await pythonEnvironment(join(folder, 'requirements.txt'))
const reason = 'missing' in found ? ` (skipped: no Python with its packages: ${found.missing})` : ''

test.skipIf('missing' in found)(`examples/python/consume.py reads the events of a topic${reason}`, async () => {
  if ('missing' in found) return
  const { brokers, registryUrl, topicPrefix } = stack()
  await readyTopics({ brokers, registryUrl, topicPrefix }, { only: [messages] })
  const ids = ['wamid.one', 'wamid.two', 'wamid.three']
  const ingress = await startIngress({ brokers, registryUrl, topicPrefix })
  try {
    const sender = createSender({ url: ingress.url, secret: ingress.secret })
    for (const [user, id] of ids.entries()) expect((await sender.send(textWebhook({ id, user }))).status).toBe(200)
    await sender.close()
  } finally {
    await ingress.stop()
  }
  const seen = await firstEvents(found.python, ids.length, {
    KAFKA_BROKERS: brokers,
    SCHEMA_REGISTRY_URL: registryUrl,
    GROUP_ID: `${topicPrefix}python`,
    TOPIC: `${topicPrefix}${messages.name}`,
  })
  expect(new Set(seen.map((event) => event.value.messages[0]?.id))).toEqual(new Set(ids))
  expect(seen[0]).toMatchObject({ field: 'messages', kind: 'message' })
})

interface SeenEvent {
  readonly value: { readonly messages: readonly { readonly id: string }[] }
}

/** Runs the example until it has printed so many lines. */
async function firstEvents(python: string, count: number, env: Readonly<Record<string, string>>) {
  const running = promisify(execFile)(python, [join(folder, 'consume.py'), env['TOPIC'] ?? ''], {
    env,
    timeout: 45_000,
  })
  let said = ''
  running.child.stdout?.on('data', (chunk: string) => {
    said += chunk
    if (said.split('\n').length > count) running.child.kill('SIGTERM')
  })
  const { stderr = '' } = await running.catch((error: { stderr?: string }) => error)
  const lines = said.split('\n').filter(Boolean)
  if (lines.length < count) throw new Error(`It printed ${lines.length} of ${count} events. ${stderr}`)
  return lines.map((line) => JSON.parse(line) as SeenEvent)
}
