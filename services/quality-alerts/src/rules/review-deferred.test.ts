import { expect, test } from 'vitest'
import { ofAccount, saidBy } from '../testing/judged.ts'
import { wabaId } from '../testing/webhook.ts'
import { reviewDeferred } from './review-deferred.ts'

test.each([
  ['DEFERRED', `open warning ${wabaId}`],
  ['APPROVED', `resolved warning ${wabaId}`],
  ['REJECTED', null],
  ['PENDING', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (decision, said) => {
  const fact = { about: 'review', decision } as const
  expect(saidBy(reviewDeferred, ofAccount(fact))).toBe(said)
})

test('says nothing to other facts', () => expect(saidBy(reviewDeferred, ofAccount({ about: 'deletion' }))).toBeNull())
