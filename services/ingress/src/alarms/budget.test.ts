import { expect, test } from 'vitest'
import { createBudget } from './budget.ts'

test('at most `count` in a window; the next window begins with the first that is spent after it', () => {
  const spend = createBudget(2, 100)
  expect([0, 50, 99, 100, 150, 160, 200].map(spend)).toEqual([true, true, false, true, true, false, true])
})
