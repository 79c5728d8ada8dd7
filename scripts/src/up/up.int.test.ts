import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { childEnvironment, readStackFile, stackFileIn } from '@wabastream/sdk/config'
import { eventually } from '@wabastream/sdk/testing/vitest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive } from './ancestors.ts'
import { exampleWebhook } from './example-webhook.ts'

const waba = join(import.meta.dirname, '../waba.ts')
const samples = join(import.meta.dirname, '../../../schemas/samples')
const startsWithinMs = 120_000

let folder: string
const children: ChildProcess[] = []

/** What a process has written so far. */
interface Running {
  readonly child: ChildProcess
  readonly said: () => string
}

/** The environment of a new user: none of this machine's pipelines. */
const environment = () =>
  childEnvironment({ KAFKA_BROKERS: '', SCHEMA_REGISTRY_URL: '', DATABASE_URL: '', WABASTREAM_STACK: '' })

function start(args: readonly string[]): Running {
  const child = spawn(process.execPath, args, { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return { child, said: () => text }
}

const startWaba = (...args: readonly string[]) => start(['--conditions=source', waba, ...args])

/** Runs a command to its end; standard output comes apart. */
async function run(...args: readonly string[]): Promise<{ code: number | null; out: string; all: string }> {
  const { child, said } = startWaba(...args)
  let out = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, out, all: said() }
}

const live = (running: Running) =>
  eventually(() => expect(running.said()).toContain('Live feed'), { withinMs: startsWithinMs })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabastream-up-'))
})

afterAll(async () => {
  for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

describe('waba up', { timeout: startsWithinMs * 2 }, () => {
  let first: Running

  beforeAll(async () => {
    first = startWaba('up', '--broker', 'embedded')
    await live(first)
  }, startsWithinMs)

  test("shows Meta's example as a typed event with topic, partition, offset and key", () => {
    expect(first.said()).toMatch(/waba\.phone-number-name-update\.v1, partition \d, offset \d/)
    expect(first.said()).toMatch(/key\s+16505551111/)
    expect(first.said()).toContain('"requested_verified_name":"WhatsApp"')
  })

  test('writes stack.json for its owner only', () => {
    const file = stackFileIn(folder)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readStackFile(file)?.pid).toBe(first.child.pid)
  })

  test('every sample that is sent comes back equal (commands of the README)', async () => {
    const sent = await run('send', '--all-samples', '--exact')
    expect(sent.code, sent.all).toBe(0)
    const tail = await run('tail', '--from-beginning', '--until-end', '--format', 'webhook', '--join')
    expect(tail.code, tail.all).toBe(0)
    const missing = tail.out.trimEnd().split('\n').map(parseJson)
    for (const body of [parseJson(exampleWebhook.toString()), ...allSamples()]) {
      const at = missing.findIndex((found) => isDeepStrictEqual(found, body))
      expect(at, `not rebuilt: ${jsonText(body).slice(0, 200)}`).toBeGreaterThanOrEqual(0)
      missing.splice(at, 1)
    }
    expect(missing).toEqual([])
  })

  test('a second stack in the same folder is refused', async () => {
    const second = await run('up')
    expect(second.code).toBe(1)
    expect(second.all).toContain(`process ${first.child.pid}`)
  })

  test('SIGTERM stops all of it with exit code 0, and a killed parent stops the next one, which found the old data', async () => {
    first.child.kill('SIGTERM')
    await once(first.child, 'exit')
    expect(first.child.exitCode, first.said()).toBe(0)
    expect(existsSync(stackFileIn(folder))).toBe(false)

    const parent = start([
      '--eval',
      `require('node:child_process').spawn(process.execPath, ${JSON.stringify(['--conditions=source', waba, 'up'])}, { stdio: 'inherit' })`,
    ])
    await live(parent)
    expect(parent.said()).toContain('(0 new), 41 schemas (0 new)')
    const { pid = 0, brokers = '' } = readStackFile(stackFileIn(folder)) ?? {}
    parent.child.kill('SIGKILL')
    await eventually(() => expect(isAlive(pid)).toBe(false), { withinMs: 30_000 })
    await expect(connection(brokers)).rejects.toThrow('ECONNREFUSED')
    expect(existsSync(stackFileIn(folder))).toBe(false)
  })
})

async function connection(address: string): Promise<void> {
  const [host = '', port] = address.split(':')
  const socket = connect({ host, port: Number(port) })
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}

function allSamples(): readonly unknown[] {
  return readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => parseJson(readFileSync(join(samples, name), 'utf8')))
}
