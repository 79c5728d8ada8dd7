import { execFile, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { messages } from '@wabastream/schemas'
import { childEnvironment } from '@wabastream/sdk/config'
import { createSender } from '@wabastream/sdk/webhook'
import { anyFreePort } from '@wabastream/sdk/testing'
import { eventually, stack, tempFolder } from '@wabastream/sdk/testing/vitest'
import { expect, test } from 'vitest'
import { workspaceRoot } from '../check/temp-workspace.ts'
import { toolPath } from '../check/tool.ts'
import { startIngress } from '../rig/ingress-process.ts'
import { readyTopics } from '../rig/ready-topics.ts'
import { textWebhook } from '../rig/text-webhook.ts'
import { codeBlock } from './code-block.ts'
import { installPublished } from './empty-project.ts'

const readme = readFileSync(join(workspaceRoot, 'README.md'), 'utf8')

test(
  "the README's consumer compiles and runs in an empty project, from the packed packages",
  { timeout: 180_000 },
  async () => {
    using folder = tempFolder()
    const file = join(folder.path, 'crm-sync.ts')
    const example = codeBlock(readme, 'ts')
    expect(example.split('\n').length).toBeLessThanOrEqual(21)
    writeFileSync(file, example)
    await installPublished(workspaceRoot, folder.path)
    await typeCheck(folder.path)
    expect(await linesSeen(folder.path, file)).toBe(2)
  },
)

async function typeCheck(folder: string): Promise<void> {
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'esnext', '--skipLibCheck', 'false']
  const types = ['--types', 'node', '--typeRoots', join(workspaceRoot, 'node_modules/@types')]
  const check = promisify(execFile)(
    process.execPath,
    [toolPath(workspaceRoot, 'typescript', 'tsc'), ...options, ...types, 'crm-sync.ts'],
    { cwd: folder },
  )
  await check.catch(({ stdout }: { stdout?: string }) => {
    throw new Error(`The example does not compile: ${stdout}`)
  })
}

/** Runs the example, sends it two messages, and counts what it says about them. */
async function linesSeen(folder: string, file: string): Promise<number> {
  const { brokers, registryUrl, topicPrefix } = stack()
  const settings = { KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: registryUrl, TOPIC_PREFIX: topicPrefix }
  await readyTopics({ brokers, registryUrl, topicPrefix }, { only: [messages] })
  const ingress = await startIngress({ brokers, registryUrl, topicPrefix })
  const sender = createSender({ url: ingress.url, secret: ingress.secret })
  const opsPort = await anyFreePort()
  const own = { OPS_PORT: String(opsPort), TOPIC_REPLICATION_FACTOR: '1', TOPIC_MIN_INSYNC: '1' }
  const child = spawn(process.execPath, [file], { cwd: folder, env: childEnvironment({ ...settings, ...own }) })
  const ended = new Promise((resolve) => void child.once('exit', resolve))
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    // It begins at the end of the topic, so what is sent before it has joined is not its business.
    const ready = async () => (await fetch(`http://127.0.0.1:${opsPort}/readyz`)).ok
    await eventually(async () => expect(await ready().catch(() => false), said).toBe(true), { withinMs: 30_000 })
    for (const id of ['wamid.one', 'wamid.two']) await sender.send(textWebhook({ id, user: 1 }))
    await eventually(() => expect(said.match(/"msg":"seen"/g)?.length).toBe(2), { withinMs: 20_000 })
    return said.match(/"kind":"message".*"msg":"seen"/g)?.length ?? 0
  } finally {
    child.kill('SIGTERM')
    await Promise.all([ended, sender.close(), ingress.stop()])
  }
}
