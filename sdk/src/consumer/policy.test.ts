import { expect, test } from 'vitest'
import { defaultPolicy, policyOf } from './policy.ts'

test('the session time of the settings counts, with heartbeats that fit into it', () => {
  expect(policyOf(undefined, 2000)).toEqual({ ...defaultPolicy, sessionMs: 2000, heartbeatMs: 500 })
  expect(policyOf(undefined, defaultPolicy.sessionMs)).toEqual(defaultPolicy)
})

test('what a consumer names itself comes first', () => {
  expect(policyOf({ sessionMs: 1000, triesInPlace: 1 }, 2000)).toMatchObject({ sessionMs: 1000, triesInPlace: 1 })
})
