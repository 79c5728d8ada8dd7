import { expect, test } from 'vitest'
import { ofAccount, saidBy } from '../testing/judged.ts'
import { wabaId } from '../testing/webhook.ts'
import { accountAlert } from './account-alert.ts'

const subject = `${wabaId}:PHONE_NUMBER:500000000000001:PROFILE_PICTURE_LOST`

test.each([
  ['ACTIVE', 'CRITICAL', `open critical ${subject}`],
  ['ACTIVE', 'WARNING', `open warning ${subject}`],
  ['ACTIVE', 'INFORMATIONAL', `open info ${subject}`],
  ['ACTIVE', null, `open warning ${subject}`],
  ['NONE', 'WARNING', `resolved warning ${subject}`],
  [null, 'WARNING', null],
])('%s %s: %s', (status, severity, said) => {
  const entity = { entityType: 'PHONE_NUMBER', entityId: '500000000000001' }
  const fact = {
    about: 'account-alert',
    type: 'PROFILE_PICTURE_LOST',
    ...entity,
    severity,
    status,
    description: null,
  } as const
  expect(saidBy(accountAlert, ofAccount(fact))).toBe(said)
})
