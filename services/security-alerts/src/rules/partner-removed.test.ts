import { expect, test } from 'vitest'
import { partnerEvent } from '../testing/partner-event.ts'
import { partnerRemoved } from './partner-removed.ts'

test.each([
  ['added', 'resolved'],
  ['removed', 'open'],
  ['installed', undefined],
  ['uninstalled', undefined],
] as const)('%s: %s', (step, state) => expect(partnerRemoved.judge(partnerEvent({ step }))?.state).toBe(state))

test.each([
  [null, 'critical', 'no longer shared with the partner'],
  ['USER_RE_REGISTERED', 'critical', 'the number was registered again'],
  ['ACCOUNT_DISCONNECTED', 'warning', 'the business disconnected it'],
  ['BUSINESS_DOWNGRADE', 'warning', 'consumer app'],
  ['CHANGE_NUMBER', 'warning', 'changed its number'],
  ['COMPANION_INACTIVITY', 'warning', 'linked device'],
  ['PRIMARY_INACTIVITY', 'warning', 'the phone was not used'],
  ['SOMETHING_NEW', 'warning', 'SOMETHING_NEW'],
])('reason %s: %s', (reason, severity, words) => {
  const verdict = partnerRemoved.judge(partnerEvent({ step: 'removed', reason, initiatedBy: reason && 'SYSTEM' }))
  expect(verdict).toMatchObject({ severity, subject: '200000000000001:300000000000001' })
  expect(verdict?.detail).toContain(words)
})
