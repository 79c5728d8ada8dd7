import { expect, test } from 'vitest'
import { createOncePer } from './once-per.ts'

test('each key once per period', () => {
  const once = createOncePer(100)
  expect(once.isDue('a', 0)).toBe(true)
  once.told('a', 0)
  expect([once.isDue('a', 99), once.isDue('b', 99), once.isDue('a', 100)]).toEqual([false, true, true])
})

test('what was forgotten is due again', () => {
  const once = createOncePer(Number.POSITIVE_INFINITY)
  once.told('a', 0)
  expect(once.isDue('a', 1e12)).toBe(false)
  once.forget('a')
  expect(once.isDue('a', 1)).toBe(true)
})

test('past the bound the key that was told longest ago is forgotten', () => {
  const once = createOncePer(1000, 2)
  once.told('a', 0)
  once.told('b', 1)
  once.told('a', 2)
  once.told('c', 3)
  expect([once.isDue('a', 4), once.isDue('b', 4), once.isDue('c', 4)]).toEqual([false, true, false])
})
