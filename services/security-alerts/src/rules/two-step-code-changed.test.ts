import { expect, test } from 'vitest'
import { twoStepEvent } from '../testing/two-step-event.ts'
import { twoStepCodeChanged } from './two-step-code-changed.ts'

test.each([
  ['asked', 'alone', false],
  ['changed', 'alone', true],
  ['disabled', 'alone', false],
  ['changed', 'begins', false],
] as const)('%s, %s: opens %s', (step, is, opens) => {
  const verdict = twoStepCodeChanged.judge({ event: twoStepEvent({ step }), standing: { is } })
  expect(verdict?.state === 'open').toBe(opens)
})

test('is a part of a takeover when it completes one', () => {
  const event = twoStepEvent({ step: 'changed' })
  expect(twoStepCodeChanged.judge({ event, standing: { is: 'completes', half: event } })).toBeNull()
})

test('names the number; without one it is about the account', () => {
  expect(twoStepCodeChanged.severity).toBe('warning')
  const standing = { is: 'alone' } as const
  expect(twoStepCodeChanged.judge({ event: twoStepEvent({ step: 'changed' }), standing })).toMatchObject({
    subject: '15550000001',
    phoneNumber: '15550000001',
    wabaId: '200000000000001',
  })
  const event = twoStepEvent({ step: 'changed', subject: '200000000000001', phoneNumber: null })
  expect(twoStepCodeChanged.judge({ event, standing })).not.toHaveProperty('phoneNumber')
})
