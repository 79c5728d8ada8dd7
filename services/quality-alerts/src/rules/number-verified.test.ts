import { expect, test } from 'vitest'
import { judged, saidBy } from '../testing/judged.ts'
import { number } from '../testing/webhook.ts'
import { numberVerified } from './number-verified.ts'

test.each([
  ['verified', `open info ${number}`],
  ['deletion', null],
] as const)('%s: %s', (about, said) => expect(saidBy(numberVerified, judged({ about }))).toBe(said))
