import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateLimitExceeded } from './template-limit-exceeded.ts'

test('which statuses say something', () => {
  expect(judgedStatuses(templateLimitExceeded)).toEqual({
    open: ['LIMIT_EXCEEDED'],
    resolved: [
      'APPROVED',
      'DELETED',
      'DISABLED',
      'FLAGGED',
      'PAUSED',
      'PENDING',
      'PENDING_DELETION',
      'REINSTATED',
      'REJECTED',
    ],
  })
})
