import { expect, test } from 'vitest'
import { judged, ofAccount, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { accountBanned } from './account-banned.ts'

const ban = (state: string) => ({ about: 'ban', state, date: 'October 27, 2025' }) as const

test.each([
  ['DISABLE', `open critical ${wabaId}`],
  ['REINSTATE', `resolved critical ${wabaId}`],
  ['SCHEDULE_FOR_DISABLE', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (state, said) => expect(saidBy(accountBanned, ofAccount(ban(state)))).toBe(said))

test('names the date as Meta wrote it', () =>
  expect(accountBanned.judge(ofAccount(ban('DISABLE')))?.title).toContain('October 27, 2025'))

test('an account that Meta did not name is its number, or unknown', () => {
  const nobody = { wabaId: null, phoneNumber: null }
  expect(saidBy(accountBanned, judged(ban('DISABLE'), { about: { ...nobody, phoneNumber: number } }))).toContain(number)
  expect(saidBy(accountBanned, judged(ban('DISABLE'), { about: nobody, wabaId: null }))).toContain('unknown')
})
