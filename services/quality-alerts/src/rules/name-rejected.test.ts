import { expect, test } from 'vitest'
import { judged, saidBy } from '../testing/judged.ts'
import { number } from '../testing/webhook.ts'
import { nameRejected } from './name-rejected.ts'

test.each([
  ['REJECTED', `open warning ${number}`],
  ['APPROVED', `resolved warning ${number}`],
  ['DEFERRED', null],
  ['PENDING', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (decision, said) => {
  const fact = { about: 'name', decision, requestedName: 'Fictional Florist', reason: null } as const
  expect(saidBy(nameRejected, judged(fact))).toBe(said)
})

test('says nothing to other facts', () => expect(saidBy(nameRejected, judged({ about: 'deletion' }))).toBeNull())
