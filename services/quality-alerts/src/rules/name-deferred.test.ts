import { expect, test } from 'vitest'
import { judged, saidBy } from '../testing/judged.ts'
import { number } from '../testing/webhook.ts'
import { nameDeferred } from './name-deferred.ts'

test.each([
  ['DEFERRED', `open info ${number}`],
  ['APPROVED', `resolved info ${number}`],
  ['REJECTED', null],
  ['PENDING', null],
  ['SOMETHING_NEW', null],
])('%s: %s', (decision, said) => {
  const fact = { about: 'name', decision, requestedName: 'Fictional Florist', reason: null } as const
  expect(saidBy(nameDeferred, judged(fact))).toBe(said)
})

test('says nothing to other facts', () => expect(saidBy(nameDeferred, judged({ about: 'deletion' }))).toBeNull())
