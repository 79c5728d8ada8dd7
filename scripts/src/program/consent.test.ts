import { expect, test } from 'vitest'
import { consentOf, type ConsentFlags } from './consent.ts'

test.each<readonly [ConsentFlags, boolean, string]>([
  [{}, true, 'ask'],
  [{}, false, 'refuse'],
  [{ yes: true }, true, 'do'],
  [{ yes: true }, false, 'do'],
  [{ dryRun: true }, false, 'show'],
  [{ dryRun: true, yes: true }, true, 'show'],
])('%j, interactive %j: %s', (flags, interactive, expected) => {
  expect(consentOf(flags, interactive)).toBe(expected)
})
