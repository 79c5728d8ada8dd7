import { expect, test } from 'vitest'
import { partnerEvent } from '../testing/partner-event.ts'
import { partnerAppUninstalled } from './partner-app-uninstalled.ts'

test.each([
  ['uninstalled', 'open'],
  ['installed', 'resolved'],
  ['added', undefined],
  ['removed', undefined],
] as const)('%s: %s', (step, state) => {
  const verdict = partnerAppUninstalled.judge(partnerEvent({ step, appId: '400000000000001' }))
  const subject = state && '200000000000001:400000000000001'
  expect([verdict?.state, verdict?.subject]).toEqual([state, subject])
})

test('an app or an account that Meta did not name', () =>
  expect(partnerAppUninstalled.judge(partnerEvent({ step: 'uninstalled', wabaId: null }))?.subject).toBe(
    'unknown:unknown',
  ))
