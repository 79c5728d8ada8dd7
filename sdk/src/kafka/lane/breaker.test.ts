import { expect, test } from 'vitest'
import { admit, afterAck, afterDeadline, closedBreaker } from './breaker.ts'

test('it opens after a deadline, lets one call try, and closes after an acknowledgement', () => {
  expect(admit(closedBreaker, 0, false)).toBe('yes')
  const open = afterDeadline(closedBreaker, 1000)
  expect(admit(open, 1000, true)).toBe('no')
  expect(admit(open, 1249, true)).toBe('no')
  expect(admit(open, 1250, true)).toBe('probe')
  expect(admit({ ...open, probing: true }, 9000, true)).toBe('no')
  expect(admit(afterAck(), 1250, true)).toBe('yes')
})

test('nobody tries while no producer is connected', () => {
  expect(admit(afterDeadline(closedBreaker, 0), 60_000, false)).toBe('no')
})

test('waits: 250 ms, 500, 1000, 2000, 4000, then 5000', () => {
  const waits: number[] = []
  let breaker = closedBreaker
  for (let times = 0; times < 7; times += 1) {
    breaker = afterDeadline(breaker, 0)
    waits.push(breaker.retryAtMs)
  }
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
})
