import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templatePaused } from './template-paused.ts'

test('which statuses say something', () => {
  expect(judgedStatuses(templatePaused)).toEqual({
    open: ['LOCKED', 'PAUSED'],
    resolved: ['APPROVED', 'DELETED', 'DISABLED', 'FLAGGED', 'PENDING_DELETION', 'REINSTATED', 'REJECTED'],
  })
})

test.each([
  ['PAUSED', 'FIRST_PAUSE', 'open', '3 hours'],
  ['PAUSED', 'SECOND_PAUSE', 'open', '6 hours'],
  ['PAUSED', 'RATE_LIMITING_PAUSE', 'open', 'unpause it in WhatsApp Manager'],
  ['LOCKED', 'FIRST_PAUSE', 'open', '3 hours'],
  ['LOCKED', 'UNPAUSE', 'resolved', 'sent again'],
  ['APPROVED', 'UNPAUSE', 'resolved', 'approved'],
])('%s with %s: %s', (event, title, state, words) => {
  const verdict = templatePaused.judge(templateFact('status', { event, other_info: { title } }))
  expect(verdict?.state).toBe(state)
  expect(verdict?.detail).toContain(words)
})
