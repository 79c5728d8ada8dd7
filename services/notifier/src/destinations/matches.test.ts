import { expect, test } from 'vitest'
import type { Filter } from './destination.ts'
import { matches } from './matches.ts'

const alert = { severity: 'warning', waba_id: '102290129340398', rule: 'template-paused' }

test.each<[string, Filter, boolean]>([
  ['no filter', {}, true],
  ['severity', { severities: ['warning', 'critical'] }, true],
  ['other severity', { severities: ['critical'] }, false],
  ['WABA', { wabaIds: ['1', '102290129340398'] }, true],
  ['other WABA', { wabaIds: ['1'] }, false],
  ['rule', { rules: ['template-paused'] }, true],
  ['other rule', { rules: ['template-pause', 'emplate-paused'] }, false],
  ['any rule', { rules: ['*'] }, true],
  ['begins', { rules: ['template-*'] }, true],
  ['ends', { rules: ['*-paused'] }, true],
  ['both', { rules: ['t*e-*d'] }, true],
  ['in the middle', { rules: ['*late*'] }, true],
  ['not in the middle', { rules: ['*x*'] }, false],
  ['ends do not overlap', { rules: ['template-paused*template-paused'] }, false],
  ['middle does not overlap the end', { rules: ['*paused*paused'] }, false],
  ['one of several', { rules: ['drift', 'template-*'] }, true],
  ['all must match', { severities: ['warning'], rules: ['drift'] }, false],
])('%s', (_, filter, expected) => expect(matches(filter, alert)).toBe(expected))

test('an alert that is about no WABA matches no list of WABAs', () => {
  expect(matches({ wabaIds: ['1'] }, { ...alert, waba_id: null })).toBe(false)
  expect(matches({}, { ...alert, waba_id: null })).toBe(true)
})
