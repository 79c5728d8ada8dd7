import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateCategoryChanged } from './template-category-changed.ts'

test('of statuses only deletion says something', () => {
  expect(judgedStatuses(templateCategoryChanged)).toEqual({ open: [], resolved: ['DELETED', 'PENDING_DELETION'] })
})

test.each([
  ['UTILITY', 'MARKETING', 'open', 'warning'],
  [null, 'MARKETING', 'open', 'warning'],
  ['UTILITY', 'AUTHENTICATION', 'open', 'info'],
  ['MARKETING', 'UTILITY', 'resolved', undefined],
  ['UTILITY', 'UTILITY', undefined, undefined],
])('%s to %s: %s %s', (previous_category, new_category, state, severity) => {
  const verdict = templateCategoryChanged.judge(templateFact('category', { previous_category, new_category }))
  expect(verdict?.state).toBe(state)
  expect(verdict?.severity).toBe(severity)
})

test('an announcement is not yet a change', () => {
  const announced = templateFact('category', { new_category: 'UTILITY', correct_category: 'MARKETING' })
  expect(templateCategoryChanged.judge(announced)).toBeNull()
})
