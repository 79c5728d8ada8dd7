import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateDisablingAnnounced } from './template-disabling-announced.ts'

test('which statuses say something; a flag without a date does not', () => {
  expect(judgedStatuses(templateDisablingAnnounced)).toEqual({
    open: [],
    resolved: ['APPROVED', 'DELETED', 'DISABLED', 'PENDING_DELETION', 'REINSTATED'],
  })
})

test('a flag with a date opens until the day after', () => {
  const flagged = templateFact('status', { event: 'FLAGGED', disable_info: { disable_date: 'November 8, 2025' } })
  const verdict = templateDisablingAnnounced.judge(flagged)
  expect(verdict).toMatchObject({ state: 'open', expiresAt: Date.UTC(2025, 10, 9) })
  expect(verdict?.detail).toContain('will disable it on 8 November 2025')
})
