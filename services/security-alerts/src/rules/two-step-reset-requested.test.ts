import { expect, test } from 'vitest'
import { twoStepEvent } from '../testing/two-step-event.ts'
import { twoStepResetRequested } from './two-step-reset-requested.ts'

test.each([
  ['asked', 'alone', true],
  ['changed', 'alone', false],
  ['disabled', 'alone', false],
  ['asked', 'begins', false],
] as const)('%s, %s: opens %s', (step, is, opens) => {
  const verdict = twoStepResetRequested.judge({ event: twoStepEvent({ step }), standing: { is } })
  expect(verdict?.state === 'open').toBe(opens)
})

test('is a part of a takeover when it completes one', () => {
  const event = twoStepEvent({ step: 'asked' })
  expect(twoStepResetRequested.judge({ event, standing: { is: 'completes', half: event } })).toBeNull()
})

test('names the number; without one it is about the account', () => {
  expect(twoStepResetRequested.severity).toBe('warning')
  const standing = { is: 'alone' } as const
  expect(twoStepResetRequested.judge({ event: twoStepEvent({ step: 'asked' }), standing })).toMatchObject({
    subject: '15550000001',
    phoneNumber: '15550000001',
    wabaId: '200000000000001',
  })
  const event = twoStepEvent({ step: 'asked', subject: '200000000000001', phoneNumber: null })
  expect(twoStepResetRequested.judge({ event, standing })).not.toHaveProperty('phoneNumber')
})
