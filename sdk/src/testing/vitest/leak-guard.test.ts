import { once } from 'node:events'
import { createServer } from 'node:net'

import { describe, expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { leaksSince, resourceCounts } from './resource-counts.ts'

describe('leaksSince', () => {
  test('names a server and a timer that are still there', async () => {
    const before = resourceCounts()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const timer = setTimeout(() => undefined, 60_000)
    expect(leaksSince(before, resourceCounts())).toEqual(expect.arrayContaining(['1 server', '1 timer']))
    clearTimeout(timer)
    server.close()
    await eventually(() => expect(leaksSince(before, resourceCounts())).toEqual([]), { withinMs: 5_000 })
  })

  test('what was there before is no leak, and other kinds do not count', () => {
    const before = resourceCounts(['Timeout', 'PipeWrap'])
    expect(leaksSince(before, resourceCounts(['Timeout', 'PipeWrap', 'PipeWrap']))).toEqual([])
  })
})

describe('eventually', () => {
  test('gives the first result that does not throw', async () => {
    let calls = 0
    const check = (): number => {
      calls += 1
      if (calls < 3) throw new Error('not yet')
      return calls
    }
    expect(await eventually(check, { withinMs: 5_000 })).toBe(3)
  })

  test('throws the last error when the time is over', async () => {
    await expect(eventually(() => expect(1).toBe(2), { withinMs: 50 })).rejects.toThrow('expected 1 to be 2')
  })
})
