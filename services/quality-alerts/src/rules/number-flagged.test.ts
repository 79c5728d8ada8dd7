import { expect, test } from 'vitest'
import { judged, saidBy } from '../testing/judged.ts'
import { number } from '../testing/webhook.ts'
import { numberFlagged } from './number-flagged.ts'

test.each([
  [true, `open warning ${number}`],
  [false, `resolved warning ${number}`],
])('flagged %s: %s', (flagged, said) => expect(saidBy(numberFlagged, judged({ about: 'quality', flagged }))).toBe(said))

test('says nothing to other facts', () => expect(saidBy(numberFlagged, judged({ about: 'verified' }))).toBeNull())
