import { expect, test } from 'vitest'
import { judged, ofAccount, saidBy } from '../testing/judged.ts'
import { number, wabaId } from '../testing/webhook.ts'
import { violation } from './violation.ts'

const adult = { about: 'violation', type: 'ADULT', remediation: null } as const

test.each([
  [ofAccount(adult), `open warning ${wabaId}:ADULT`],
  [judged(adult), `open warning ${number}:ADULT`],
  [judged({ about: 'deletion' }), null],
])('%#', (input, said) => expect(saidBy(violation, input)).toBe(said))
