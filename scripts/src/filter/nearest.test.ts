import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

test.each([
  ['mesages', 'messages'],
  ['Messages', 'messages'],
  ['acount-update', 'account-update'],
  ['calls', 'calls'],
  ['callz', 'calls'],
  ['nonsense', undefined],
  ['', undefined],
])('%j is near %j', (typed, expected) => {
  expect(nearest(typed, ['messages', 'account-update', 'calls'])).toBe(expected)
})
