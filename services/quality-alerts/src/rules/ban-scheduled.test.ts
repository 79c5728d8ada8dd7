import { expect, test } from 'vitest'
import { judged, ofAccount, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { banScheduled } from './ban-scheduled.ts'

const ban = (state: string) => ({ about: 'ban', state, date: 'October 27, 2025' }) as const

test.each([
  ['SCHEDULE_FOR_DISABLE', `open critical ${wabaId}`],
  ['REINSTATE', `resolved critical ${wabaId}`],
  ['DISABLE', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (state, said) => expect(saidBy(banScheduled, ofAccount(ban(state)))).toBe(said))

test('names the date as Meta wrote it', () =>
  expect(banScheduled.judge(ofAccount(ban('SCHEDULE_FOR_DISABLE')))?.title).toContain('October 27, 2025'))

test('an account that Meta did not name is its number, or unknown', () => {
  const nobody = { wabaId: null, phoneNumber: null }
  expect(
    saidBy(banScheduled, judged(ban('SCHEDULE_FOR_DISABLE'), { about: { ...nobody, phoneNumber: number } })),
  ).toContain(number)
  expect(saidBy(banScheduled, judged(ban('SCHEDULE_FOR_DISABLE'), { about: nobody, wabaId: null }))).toContain(
    'unknown',
  )
})
