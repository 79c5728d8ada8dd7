import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateFlagged } from './template-flagged.ts'

test('which statuses say something', () => {
  expect(judgedStatuses(templateFlagged)).toEqual({
    open: ['FLAGGED'],
    resolved: ['APPROVED', 'DELETED', 'DISABLED', 'PENDING_DELETION', 'REINSTATED'],
  })
})

test('with a date another rule says more', () => {
  const flagged = templateFact('status', { event: 'FLAGGED', disable_info: { disable_date: 1_761_955_200 } })
  expect(templateFlagged.judge(flagged)?.state).toBe('resolved')
})
