import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateDisabled } from './template-disabled.ts'

test('which statuses say something', () => {
  expect(judgedStatuses(templateDisabled)).toEqual({
    open: ['DISABLED'],
    resolved: ['APPROVED', 'DELETED', 'FLAGGED', 'PAUSED', 'PENDING_DELETION', 'REINSTATED'],
  })
})

test.each([1_761_955_200, 'November 1, 2025'])('names the date, sent as %j', (disable_date) => {
  const verdict = templateDisabled.judge(templateFact('status', { event: 'DISABLED', disable_info: { disable_date } }))
  expect(verdict?.detail).toContain('Date: 1 November 2025.')
})
