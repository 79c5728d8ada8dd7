import { expect, test } from 'vitest'
import { fromHistory, rankOf, stateOf } from './state.ts'

test('sent < failed < delivered < read < played, and words nobody knows are below all', () => {
  const words = ['warning', 'sent', 'failed', 'delivered', 'read', 'played']
  expect(words.map(rankOf)).toEqual([0, 1, 2, 3, 4, 5])
})

test.each([
  [['sent', 'delivered', 'read'], 'read'],
  [['read', 'delivered', 'sent'], 'read'],
  [['sent', 'read'], 'read'],
  [['sent', 'failed'], 'failed'],
  [['failed', 'delivered'], 'delivered'],
  [['delivered', 'failed'], 'delivered'],
  [['played', 'read', 'failed', 'sent'], 'played'],
  [['constructor'], 'other'],
])('%j is %s', (words, state) => {
  expect(stateOf(Math.max(...words.map(rankOf)))).toBe(state)
})

test.each([
  ['SENT', 'sent'],
  ['ERROR', 'failed'],
  ['DELIVERED', 'delivered'],
  ['READ', 'read'],
  ['PLAYED', 'played'],
  ['PENDING', 'pending'],
])('%s of the history is %s', (word, status) => expect(fromHistory(word)).toBe(status))
