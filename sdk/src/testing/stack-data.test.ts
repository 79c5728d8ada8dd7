import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { folderPart } from './data-part.ts'
import { writePidFile } from './process/pid-file.ts'
import { openStackData } from './stack-data.ts'
import type { StackData } from './stack-data.ts'
import { temporaryFolder } from './temporary-folder.ts'

const parts = ['kafka', 'registry'].map((name) => folderPart(name, { proof: 'proof', pidFile: 'pid' }))

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wabastream-data-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

function open(more: { reset?: boolean; source?: 'docker' } = {}): Promise<StackData> {
  return openStackData({ dataDir, reset: more.reset ?? false, source: more.source ?? 'embedded', parts })
}

/** A start that got to its end, and its stop. */
async function servedOnce(): Promise<void> {
  const data = await open()
  await put('kafka')
  await put('registry')
  await data.complete()
  await data.release()
}

async function put(part: string): Promise<void> {
  const file = join(dataDir, part, 'proof')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
}

describe('openStackData', () => {
  test('keeps what a finished start has made', async () => {
    await servedOnce()
    await (await open()).release()
    expect((await readdir(dataDir)).toSorted()).toEqual(['kafka', 'made-by', 'registry'])
  })

  test.each([
    [['kafka'], 'has the data of registry and not the data of kafka'],
    [['registry'], 'has the data of kafka and not the data of registry'],
    [['kafka', 'registry'], 'has lost the data of kafka and registry'],
  ])('without the data of %j it stops and names the way out', async (lost, message) => {
    await servedOnce()
    for (const part of lost) await rm(join(dataDir, part), { recursive: true })
    await expect(open()).rejects.toMatchObject({
      failure: 'data_incomplete',
      message: expect.stringContaining(message),
    })
    await expect(open()).rejects.toThrow('waba up --reset')
    const data = await open({ reset: true })
    await data.release()
  })

  test('one part from who knows where is an error too', async () => {
    await put('kafka')
    await expect(open()).rejects.toMatchObject({ failure: 'data_incomplete' })
  })

  test('a first start that did not get to its end is forgotten', async () => {
    const data = await open()
    await put('kafka')
    await data.release()
    await (await open()).release()
    expect(await readdir(dataDir)).not.toContain('kafka')
  })

  test('data of other servers is refused', async () => {
    await servedOnce()
    await expect(open({ source: 'docker' })).rejects.toThrow('--broker embedded')
  })

  test('a second stack on the same data is refused', async () => {
    const data = await open()
    await expect(open()).rejects.toMatchObject({ failure: 'data_in_use' })
    await data.release()
    await (await open()).release()
  })

  test('an owner that is just being killed is waited for', async () => {
    const owner = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
    const ended = once(owner, 'exit')
    await once(owner, 'spawn')
    await writePidFile(join(dataDir, 'owner.json'), owner.pid!)
    // Later than the first look at it.
    setTimeout(() => owner.kill('SIGKILL'), 200)
    await (await open()).release()
    await ended
  })

  test('an owner that is gone, or whose number went to another process, does not count', async () => {
    await writeFile(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }))
    await (await open()).release()
  })

  test('a temporary folder goes at the end', async () => {
    const data = await openStackData({ dataDir: undefined, reset: false, source: 'embedded', parts })
    await data.release()
    await expect(readdir(data.folder)).rejects.toThrow('ENOENT')
  })
})

test('temporary folders of killed owners go, others stay', async () => {
  const abandoned = await temporaryFolder('owner.json', dataDir)
  await writeFile(join(abandoned, 'owner.json'), JSON.stringify({ pid: process.pid, startedAt: 'long ago' }))
  const fresh = await temporaryFolder('owner.json', dataDir)
  const next = await temporaryFolder('owner.json', dataDir)
  expect((await readdir(dataDir)).map((name) => join(dataDir, name)).toSorted()).toEqual([fresh, next].toSorted())
})
