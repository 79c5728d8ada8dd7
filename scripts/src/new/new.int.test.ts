import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { messages } from '@wabastream/schemas'
import { childEnvironment } from '@wabastream/sdk/config'
import { anyFreePort } from '@wabastream/sdk/testing'
import { eventually, stack, tempFolder } from '@wabastream/sdk/testing/vitest'
import { createSender } from '@wabastream/sdk/webhook'
import { expect, test } from 'vitest'
import { workspaceRoot } from '../check/temp-workspace.ts'
import { startIngress } from '../rig/ingress-process.ts'
import { readyTopics } from '../rig/ready-topics.ts'
import { textWebhook } from '../rig/text-webhook.ts'
import { copyCheckout, pnpm } from './copied-checkout.ts'

test('what `waba new` writes fits in and runs at once', { timeout: 240_000 }, async () => {
  using folder = tempFolder()
  copyCheckout(workspaceRoot, folder.path)
  await pnpm(folder.path, 'install', '--prefer-offline')
  expect(await pnpm(folder.path, 'waba', 'new', 'field', 'new_field')).toContain('schemas/fields/new_field.avsc')
  expect(await pnpm(folder.path, 'waba', 'new', 'consumer', 'crm-sync')).toContain('services/crm-sync/src/main.ts')
  await pnpm(folder.path, 'install', '--prefer-offline', '--no-frozen-lockfile')
  await pnpm(folder.path, 'exec', 'tsc', '-b', 'services/crm-sync')
  await pnpm(folder.path, 'exec', 'oxlint', 'services/crm-sync')
  await pnpm(folder.path, 'exec', 'vitest', 'run', 'services/crm-sync', 'schemas/src/generate', 'schemas/src/catalogue')
  await seesAMessage(join(folder.path, 'services/crm-sync'))
})

/** Starts the new service and sends it a message. */
async function seesAMessage(folder: string): Promise<void> {
  const { brokers, registryUrl, topicPrefix } = stack()
  await readyTopics({ brokers, registryUrl, topicPrefix }, { only: [messages] })
  const ingress = await startIngress({ brokers, registryUrl, topicPrefix })
  const sender = createSender({ url: ingress.url, secret: ingress.secret })
  const opsPort = await anyFreePort()
  const settings = { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, TOPIC_PREFIX: topicPrefix }
  const child = spawn(process.execPath, ['--conditions=source', 'src/main.ts'], {
    cwd: folder,
    env: childEnvironment({ ...settings, OPS_PORT: String(opsPort) }),
  })
  const ended = new Promise((resolve) => void child.once('exit', resolve))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    const ready = async () => (await fetch(`http://127.0.0.1:${opsPort}/readyz`)).ok
    await eventually(async () => expect(await ready().catch(() => false), said).toBe(true), { withinMs: 30_000 })
    await sender.send(textWebhook({ id: 'wamid.one', user: 1 }))
    await eventually(() => expect(said).toMatch(/"kind":"message".*"msg":"seen"/), { withinMs: 20_000 })
  } finally {
    child.kill('SIGTERM')
    await Promise.all([ended, sender.close(), ingress.stop()])
  }
}
