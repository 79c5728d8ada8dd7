import { expect, test } from 'vitest'
import { twoStepEvent } from '../testing/two-step-event.ts'
import { twoStepCodeDisabled } from './two-step-code-disabled.ts'

test.each([
  ['asked', 'alone', false],
  ['changed', 'alone', false],
  ['disabled', 'alone', true],
  ['disabled', 'begins', false],
] as const)('%s, %s: opens %s', (step, is, opens) => {
  const verdict = twoStepCodeDisabled.judge({ event: twoStepEvent({ step }), standing: { is } })
  expect(verdict?.state === 'open').toBe(opens)
})

test('is a part of a takeover when it completes one', () => {
  const event = twoStepEvent({ step: 'disabled' })
  expect(twoStepCodeDisabled.judge({ event, standing: { is: 'completes', half: event } })).toBeNull()
})

test('names the number; without one it is about the account', () => {
  expect(twoStepCodeDisabled.severity).toBe('critical')
  const standing = { is: 'alone' } as const
  expect(twoStepCodeDisabled.judge({ event: twoStepEvent({ step: 'disabled' }), standing })).toMatchObject({
    subject: '15550000001',
    phoneNumber: '15550000001',
    wabaId: '200000000000001',
  })
  const event = twoStepEvent({ step: 'disabled', subject: '200000000000001', phoneNumber: null })
  expect(twoStepCodeDisabled.judge({ event, standing })).not.toHaveProperty('phoneNumber')
})
