import { expect, test } from 'vitest'
import { ofAccount, saidBy } from '../testing/judged.ts'
import { wabaId } from '../testing/webhook.ts'
import { reviewRejected } from './review-rejected.ts'

test.each([
  ['REJECTED', `open critical ${wabaId}`],
  ['APPROVED', `resolved critical ${wabaId}`],
  ['DEFERRED', null],
  ['PENDING', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (decision, said) => {
  const fact = { about: 'review', decision } as const
  expect(saidBy(reviewRejected, ofAccount(fact))).toBe(said)
})

test('says nothing to other facts', () => expect(saidBy(reviewRejected, ofAccount({ about: 'deletion' }))).toBeNull())
