import { mkdir, mkdtemp, readFile, readdir, rm, unlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { Artifact } from './artifact.ts'
import { fetchArtifact } from './fetch-artifact.ts'

const artifact: Artifact = { name: 'Thing 1', folder: 'thing-1', pom: '', goal: [], downloadBytes: 10 }

let cacheFolder: string
let fetches: number

beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'wabastream-cache-'))
  fetches = 0
})
afterEach(() => rm(cacheFolder, { recursive: true, force: true }))

function get(fill: (outputFolder: string) => Promise<void> = goodFill): Promise<string> {
  return fetchArtifact({
    cacheFolder,
    artifact,
    fetch: async ({ outputFolder }) => {
      fetches += 1
      await fill(outputFolder)
    },
  })
}

async function goodFill(outputFolder: string): Promise<void> {
  await mkdir(join(outputFolder, 'lib'))
  await writeFile(join(outputFolder, 'lib', 'a.jar'), 'aaaa')
  await writeFile(join(outputFolder, 'b.jar'), 'bbbb')
}

describe('fetchArtifact', () => {
  test('fetches once and then uses the cache', async () => {
    const folder = await get()
    expect(await get()).toBe(folder)
    expect(fetches).toBe(1)
    expect(await readFile(join(folder, 'lib', 'a.jar'), 'utf8')).toBe('aaaa')
    expect(await readdir(cacheFolder)).toEqual([artifact.folder])
  })

  test.each<[string, (folder: string) => Promise<void>]>([
    ['a file is shorter', (folder) => writeFile(join(folder, 'b.jar'), 'b')],
    ['a file has other bytes', (folder) => writeFile(join(folder, 'b.jar'), 'bbxb')],
    ['a file is missing', (folder) => unlink(join(folder, 'lib', 'a.jar'))],
    ['the manifest is missing', (folder) => unlink(join(folder, 'manifest.json'))],
    ['the manifest is half', (folder) => writeFile(join(folder, 'manifest.json'), '[{"path"')],
  ])('fetches again when %s', async (_, damage) => {
    await damage(await get())
    const folder = await get()
    expect(fetches).toBe(2)
    expect(await readFile(join(folder, 'lib', 'a.jar'), 'utf8')).toBe('aaaa')
    expect(await readFile(join(folder, 'b.jar'), 'utf8')).toBe('bbbb')
    await get()
    expect(fetches).toBe(2)
  })

  test('a touched file with the same bytes is fine', async () => {
    const folder = await get()
    await utimes(join(folder, 'b.jar'), 1, 1)
    await get()
    expect(fetches).toBe(1)
  })

  test('a fetch that fails half-way leaves nothing', async () => {
    const half = async (outputFolder: string): Promise<void> => {
      await writeFile(join(outputFolder, 'b.jar'), 'bb')
      throw new Error('line went dead')
    }
    await expect(get(half)).rejects.toThrow('line went dead')
    expect(await readdir(cacheFolder)).toEqual([])
  })

  test('two at once: both get the whole thing', async () => {
    const [one, two] = await Promise.all([get(), get()])
    expect(one).toBe(two)
    expect(await readdir(cacheFolder)).toEqual([artifact.folder])
    await get()
    expect(fetches).toBe(2)
  })

  test('removes what a killed process left a day ago, and nothing younger', async () => {
    await mkdir(join(cacheFolder, 'unfinished-old'))
    await mkdir(join(cacheFolder, 'unfinished-young'))
    await utimes(join(cacheFolder, 'unfinished-old'), 1, 1)
    await get()
    expect(await readdir(cacheFolder)).toEqual([artifact.folder, 'unfinished-young'])
  })
})
