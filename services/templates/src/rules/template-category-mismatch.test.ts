import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateCategoryMismatch } from './template-category-mismatch.ts'

test('of statuses only deletion says something', () => {
  expect(judgedStatuses(templateCategoryMismatch)).toEqual({ open: [], resolved: ['DELETED', 'PENDING_DELETION'] })
})

test.each([
  ['UTILITY', 'MARKETING', 'open'],
  [null, 'MARKETING', 'open'],
  ['MARKETING', 'MARKETING', 'resolved'],
])('is %s, seems %s: %s', (category, correct_category, state) => {
  const verdict = templateCategoryMismatch.judge(templateFact('detection', { category, correct_category }))
  expect(verdict?.state).toBe(state)
})

test('a change of the category resolves it, an announcement does not', () => {
  const done = templateFact('category', { previous_category: 'UTILITY', new_category: 'MARKETING' })
  expect(templateCategoryMismatch.judge(done)?.state).toBe('resolved')
  const announced = templateFact('category', { new_category: 'UTILITY', correct_category: 'MARKETING' })
  expect(templateCategoryMismatch.judge(announced)).toBeNull()
})
