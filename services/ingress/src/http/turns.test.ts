import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

test('one caller in each turn of the loop, in order', async () => {
  const turn = createTurns()
  const passed: number[] = []
  const all = [1, 2, 3].map((n) => turn().then(() => passed.push(n)))
  const seen: number[] = []
  while (passed.length < 3) {
    await nextTurn()
    seen.push(passed.length)
  }
  await Promise.all(all)
  expect(passed).toEqual([1, 2, 3])
  expect(Math.max(...seen.map((count, i) => count - (seen[i - 1] ?? 0)))).toBe(1)
})
