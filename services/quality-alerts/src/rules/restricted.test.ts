import { expect, test } from 'vitest'
import { judged, ofAccount, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { restricted } from './restricted.ts'

const restriction = (type: string, expiresAt: number | null = null) =>
  ({ about: 'restriction', type, expiresAt, remediation: 'Wait.' }) as const

test.each([
  ['RESTRICTED_BIZ_INITIATED_MESSAGING', 'critical'],
  ['RESTRICTED_CUSTOMER_INITIATED_MESSAGING', 'critical'],
  ['RESTRICTED_ADD_PHONE_NUMBER_ACTION', 'warning'],
  ['RESTRICTED_BUSINESS_INITIATED_CALLING', 'warning'],
  ['RESTRICTED_USER_INITIATED_CALLING', 'warning'],
  ['RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN', 'warning'],
  ['RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING', 'warning'],
  ['RESTRICTED_UTILITY_TEMPLATES', 'warning'],
  ['RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES', 'warning'],
  ['SOMETHING_NEW', 'warning'],
])('%s is %s', (type, severity) =>
  expect(saidBy(restricted, ofAccount(restriction(type)))).toBe(`open ${severity} ${wabaId}:${type}`),
)

test('of a number, with an end', () => {
  const verdict = restricted.judge(judged(restriction('X', 1_761_000_000_000)))
  expect(verdict).toMatchObject({ subject: `${number}:X`, expiresAt: 1_761_000_000_000, phoneNumber: number, wabaId })
  expect(verdict?.detail).toContain('until 2025-10-20T22:40:00.000Z. Meta says: Wait.')
})

test('without an end it stays open', () =>
  expect(restricted.judge(judged(restriction('X')))).not.toHaveProperty('expiresAt'))
