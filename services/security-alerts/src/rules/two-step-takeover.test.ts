import { expect, test } from 'vitest'
import { twoStepEvent } from '../testing/two-step-event.ts'
import { twoStepTakeover } from './two-step-takeover.ts'

const hour = 3_600_000
const asked = twoStepEvent({ step: 'asked', requester: '900000000000001' })
const at = asked.occurredAt

test.each([
  [twoStepEvent({ step: 'disabled', occurredAt: at + hour }), asked, 'turned off', ''],
  [
    twoStepEvent({ step: 'changed', occurredAt: at + hour, requester: '9' }),
    asked,
    'changed',
    'the last step by user 9',
  ],
  [asked, twoStepEvent({ step: 'changed', occurredAt: at - hour }), 'changed', 'the last step by user 900000000000001'],
])('%#', (event, half, done, who) => {
  const verdict = twoStepTakeover.judge({ event, standing: { is: 'completes', half } })
  expect(verdict).toMatchObject({ state: 'open', subject: '15550000001', title: expect.stringContaining(done) })
  expect(verdict?.detail).toContain(`asked to be turned off at ${new Date(at).toISOString()}`)
  expect(verdict?.detail).toContain(who)
})

test('says nothing while the other half is missing, or comes later', () => {
  expect(twoStepTakeover.judge({ event: asked, standing: { is: 'alone' } })).toBeNull()
  expect(twoStepTakeover.judge({ event: asked, standing: { is: 'begins' } })).toBeNull()
})
