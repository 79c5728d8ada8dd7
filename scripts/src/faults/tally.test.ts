import { expect, test } from 'vitest'
import { tallyOf } from './tally.ts'

const answers = new Map([
  [200, 3],
  [503, 5],
  [500, 1],
  [0, 2],
])

test('counts answers, repetitions and what is missing', () => {
  const kept = new Map([
    ['a', 1],
    ['b', 3],
  ])
  expect(tallyOf(3, { accepted: new Set(['a', 'b', 'c']), answers }, kept)).toEqual({
    webhooks: 3,
    answered200: 3,
    answered503: 5,
    answeredElse: 1,
    unanswered: 2,
    duplicates: 2,
    missing: 1,
  })
})

test('an event that is there without a 200 is no fault: its sender did not hear', () => {
  const tally = tallyOf(2, { accepted: new Set(['a']), answers }, new Map(['a', 'b'].map((id) => [id, 1])))
  expect(tally).toMatchObject({ duplicates: 0, missing: 0 })
})
