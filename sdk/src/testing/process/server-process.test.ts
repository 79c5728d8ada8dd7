import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { eventually } from '../vitest/index.ts'
import { startServerProcess } from './server-process.ts'
import type { ServerSpec } from './server-process.ts'
import { livingProcess, stopLeftBehind } from './pid-file.ts'
import { processIdentity } from './process-identity.ts'

const soon = { withinMs: 15_000 }
// Node stands in for a server: a program that says that it runs, and one that will not listen to SIGTERM.
const polite = 'console.log("up"); setInterval(() => {}, 1000)'
const stubborn = `process.on("SIGTERM", () => console.log("no")); ${polite}`

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wabastream-process-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function spec(program: string, more: Partial<ServerSpec> = {}): ServerSpec {
  return {
    name: 'Server',
    command: process.execPath,
    args: ['-e', program],
    logFile: join(folder, 'server.log'),
    pidFile: join(folder, 'server.pid'),
    graceMs: 10_000,
    ...more,
  }
}

async function isUp(): Promise<void> {
  await eventually(async () => expect(await readFile(join(folder, 'server.log'), 'utf8')).toContain('up'), soon)
}

async function isGone(pid: number): Promise<void> {
  await eventually(async () => expect(await processIdentity(pid)).toBeUndefined(), soon)
}

describe.skipIf(process.platform === 'win32')('startServerProcess', () => {
  test('stop ends it, and can be asked for twice', async () => {
    const server = await startServerProcess(spec(polite))
    await isUp()
    expect(await livingProcess(join(folder, 'server.pid'))).toMatchObject({ pid: server.pid })
    await Promise.all([server.stop(), server.stop()])
    await isGone(server.pid)
    await expect(access(join(folder, 'server.pid'))).rejects.toThrow('ENOENT')
  })

  test('one that ignores SIGTERM is killed after the grace', async () => {
    const server = await startServerProcess(spec(stubborn, { graceMs: 200 }))
    await isUp()
    await server.stop()
    await isGone(server.pid)
    expect(await readFile(server.logFile, 'utf8')).toContain('no')
  })

  test('kill does not wait for the grace', async () => {
    const server = await startServerProcess(spec(stubborn, { graceMs: 600_000 }))
    await isUp()
    await server.kill()
    await isGone(server.pid)
  })

  test('its own end is noticed', async () => {
    const server = await startServerProcess(spec('process.exit(3)'))
    await server.ended
    await server.stop()
  })

  test('a command that is not there is an error with the log', async () => {
    await expect(startServerProcess(spec(polite, { command: '/nowhere/java' }))).rejects.toThrow('/nowhere/java')
  })

  test('it ends when its owner is killed', async () => {
    const owner = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { startServerProcess } from ${JSON.stringify(new URL('./server-process.ts', import.meta.url).href)}
         const server = await startServerProcess(${JSON.stringify(spec(polite))})
         process.stdout.write(String(server.pid))`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    const [pid] = (await once(owner.stdout, 'data')) as [Buffer]
    await isUp()
    expect(await processIdentity(Number(pid))).toBeDefined()
    owner.kill('SIGKILL')
    await isGone(Number(pid))
  })
})

describe.skipIf(process.platform === 'win32')('stopLeftBehind', () => {
  test('ends the process that the file names', async () => {
    const server = await startServerProcess(spec(polite))
    await isUp()
    await stopLeftBehind(join(folder, 'server.pid'))
    await server.ended
    await isGone(server.pid)
  })

  test('leaves another process with the same number alone', async () => {
    const server = await startServerProcess(spec(polite))
    await isUp()
    const file = join(folder, 'other.pid')
    await writeFile(file, JSON.stringify({ pid: server.pid, startedAt: 'another time' }))
    await stopLeftBehind(file)
    await expect(access(file)).rejects.toThrow('ENOENT')
    expect(await processIdentity(server.pid)).toBeDefined()
    await server.stop()
  })

  test.each(['', 'nonsense', '{"pid":"1"}', '{"pid":0,"startedAt":"x"}'])(
    'a file with %j is no reason to fail',
    async (text) => {
      const file = join(folder, 'odd.pid')
      await writeFile(file, text)
      await stopLeftBehind(file)
    },
  )
})
