import { expect, test } from 'vitest'
import { errorNeedsPerson } from './error-needs-person.ts'

const number = { phoneNumberId: '106540352242922', displayNumber: '15550783881', wabaId: '102290129340398' }

test.each([
  [131_031, 'critical'],
  [368, 'critical'],
  [131_042, 'critical'],
  [131_045, 'critical'],
  [190, 'critical'],
  [130_497, 'warning'],
  [131_037, 'warning'],
  [131_048, 'warning'],
  [132_015, 'warning'],
])('%i needs a person: %s', (code, severity) => {
  const verdict = errorNeedsPerson.judge({ ...number, code })
  expect(verdict).toMatchObject({ state: 'open', severity, subject: `106540352242922:${code}` })
})

test.each([131_026, 131_047, 131_049, 131_050, 130_472, 130_429, 131_051, 131_000, 999_999])(
  '%i does not: it is about one person or one message, or it passes',
  (code) => expect(errorNeedsPerson.judge({ ...number, code })).toBeNull(),
)

test('an error that names no number is about the account', () => {
  const verdict = errorNeedsPerson.judge({ ...number, phoneNumberId: '', displayNumber: '', code: 131_031 })
  expect(verdict).toMatchObject({ subject: '102290129340398:131031', phoneNumber: undefined })
})
