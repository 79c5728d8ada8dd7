import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact, templateId, wabaId } from '../testing/template-event.ts'
import { templateRejected } from './template-rejected.ts'

test('which statuses say something', () => {
  expect(judgedStatuses(templateRejected)).toEqual({
    open: ['REJECTED'],
    resolved: ['APPROVED', 'DELETED', 'DISABLED', 'FLAGGED', 'PAUSED', 'PENDING_DELETION', 'REINSTATED'],
  })
})

test.each([
  ['INVALID_FORMAT', 'Its format is not valid, for example in its variables. Reason: INVALID_FORMAT. Why. How.'],
  ['NEW_REASON', 'Meta rejected it. Reason: NEW_REASON. Why. How.'],
  [null, 'Meta rejected it. Why. How.'],
])('the detail explains %s', (reason, words) => {
  const rejection_info = { reason: 'Why.', recommendation: 'How.' }
  const verdict = templateRejected.judge(templateFact('status', { event: 'REJECTED', reason, rejection_info }))
  expect(verdict).toMatchObject({
    subject: `${wabaId}:${templateId}`,
    title: 'Template order_ready (en_US) was rejected',
    wabaId,
    templateId,
    templateName: 'order_ready',
  })
  expect(verdict?.detail).toBe(`${words} ${templateRejected.advice}`)
})
