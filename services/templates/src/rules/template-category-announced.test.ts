import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateCategoryAnnounced } from './template-category-announced.ts'

test('of statuses only deletion says something', () => {
  expect(judgedStatuses(templateCategoryAnnounced)).toEqual({ open: [], resolved: ['DELETED', 'PENDING_DELETION'] })
})

const announced = { new_category: 'UTILITY', correct_category: 'MARKETING' }

test('an announcement opens until a day after its date, and says it', () => {
  const fact = templateFact('category', { ...announced, category_update_timestamp: Date.UTC(2025, 10, 1) / 1000 })
  const verdict = templateCategoryAnnounced.judge(fact)
  expect(verdict).toMatchObject({ state: 'open', expiresAt: Date.UTC(2025, 10, 2) })
  expect(verdict?.detail).toContain('will go from UTILITY to MARKETING on 1 November 2025.')
})

test('one without a date stays open', () => {
  const verdict = templateCategoryAnnounced.judge(templateFact('category', announced))
  expect(verdict?.state).toBe('open')
  expect(verdict?.expiresAt).toBeUndefined()
})

test('one that changes nothing says nothing, nor does a detection', () => {
  const same = templateFact('category', { new_category: 'UTILITY', correct_category: 'UTILITY' })
  expect(templateCategoryAnnounced.judge(same)).toBeNull()
  const detected = templateFact('detection', { category: 'UTILITY', correct_category: 'MARKETING' })
  expect(templateCategoryAnnounced.judge(detected)).toBeNull()
})

test('the change resolves it', () => {
  const done = templateFact('category', { previous_category: 'UTILITY', new_category: 'MARKETING' })
  expect(templateCategoryAnnounced.judge(done)?.state).toBe('resolved')
})
