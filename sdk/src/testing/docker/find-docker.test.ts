import { describe, expect, test } from 'vitest'

import type { DockerEngine } from './docker-engine.ts'
import { findDocker } from './find-docker.ts'
import { pullProgress } from './pull-progress.ts'

const stallMs = 100
const never = new Promise<never>(() => {})

function engine(part: Partial<DockerEngine> = {}): DockerEngine {
  return {
    isLocal: true,
    hasImage: async () => true,
    pull: () => Promise.reject(new Error('not expected')),
    guardAgainstLeftovers: async () => undefined,
    run: () => Promise.reject(new Error('not expected')),
    hasVolume: async () => false,
    removeVolume: async () => undefined,
    stopUsersOf: async () => undefined,
    ...part,
  }
}

function find(connect: () => Promise<DockerEngine>, signal?: AbortSignal): ReturnType<typeof findDocker> {
  return findDocker({ connect, images: ['kafka', 'registry'], onProgress: () => undefined, stallMs, signal })
}

describe('findDocker', () => {
  test('takes one that answers and has the images', async () => {
    const working = engine()
    expect(await find(async () => working)).toEqual({ engine: working })
  })

  test.each<[string, () => Promise<DockerEngine>, string]>([
    ['is not there', () => Promise.reject(new Error('no socket')), 'Docker does not answer: no socket'],
    ['hangs', () => never, 'Docker does not answer: no progress for 0.1 s'],
    ['runs elsewhere', async () => engine({ isLocal: false }), 'another machine'],
    ['hangs at the images', async () => engine({ hasImage: () => never }), 'Docker does not answer: no progress'],
    ['refuses the images', async () => engine({ hasImage: async () => false }), 'image kafka: not expected'],
    [
      'gets no images',
      async () => engine({ hasImage: async () => false, pull: () => never }),
      'Docker does not get the image kafka: no progress',
    ],
    [
      'cannot run a container',
      async () => engine({ guardAgainstLeftovers: () => never }),
      'Docker does not run containers',
    ],
  ])('passes over one that %s', async (_, connect, missing) => {
    expect(await find(connect)).toEqual({ missing: expect.stringContaining(missing) })
  })

  test('waits for a slow pull as long as it goes on', async () => {
    const pulled: string[] = []
    const slow = engine({
      hasImage: async () => false,
      pull: async (image, onProgress) => {
        for (let step = 0; step < 6; step += 1) {
          await new Promise((resolve) => {
            setTimeout(resolve, stallMs / 2)
          })
          onProgress({ what: image, bytes: step, totalBytes: 6 })
        }
        pulled.push(image)
      },
    })
    expect(await find(async () => slow)).toEqual({ engine: slow })
    expect(pulled).toEqual(['kafka', 'registry'])
  })

  test("the caller's signal is no reason to try something else", async () => {
    const stop = new AbortController()
    const finding = find(() => never, stop.signal)
    stop.abort(new Error('Ctrl-C'))
    await expect(finding).rejects.toThrow('Ctrl-C')
  })
})

test('pullProgress adds up the layers', () => {
  const progress = pullProgress('kafka')
  progress({ status: 'Downloading', id: 'a', progressDetail: { current: 10, total: 100 } })
  progress({ status: 'Downloading', id: 'b', progressDetail: { current: 5, total: 50 } })
  progress({ status: 'Extracting', id: 'a', progressDetail: { current: 999, total: 999 } })
  expect(progress({ status: 'Downloading', id: 'a', progressDetail: { current: 60, total: 100 } })).toEqual({
    what: 'kafka',
    bytes: 65,
    totalBytes: 150,
  })
})
