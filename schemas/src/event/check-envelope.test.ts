import { describe, expect, test } from 'vitest'
import { checkEnvelope } from './check-envelope.ts'

const good = { object: 'whatsapp_business_account', entry: [null] }
const empty = { ...good, entry: [] }

describe('checkEnvelope', () => {
  test.each<[string, unknown, string | null]>([
    ['a body', good, null],
    ['an array around a body', [good], null],
    ['an array around several', [good, good], null],
    ['no entries', empty, 'empty'],
    ['an array around no entries', [empty, empty], 'empty'],
    ['an array around nothing', [], 'empty'],
    ['an array with one body that is empty', [good, empty], 'bad_envelope'],
    ['an array with one body that is none', [good, null], 'bad_envelope'],
    ['an array in an array', [[good]], 'bad_envelope'],
    ['null', null, 'bad_envelope'],
    ['text', 'x', 'bad_envelope'],
    ['a number', 1, 'bad_envelope'],
    ['another object', { ...good, object: 'page' }, 'bad_envelope'],
    ['no object', { entry: [null] }, 'bad_envelope'],
    [
      'an object by inheritance only',
      JSON.parse('{"__proto__":{"object":"whatsapp_business_account","entry":[1]}}'),
      'bad_envelope',
    ],
    ['no entry', { object: good.object }, 'bad_envelope'],
    ['entry is null', { ...good, entry: null }, 'bad_envelope'],
    ['entry is an object', { ...good, entry: { 0: 1, length: 1 } }, 'bad_envelope'],
  ])('%s', (_case, body, expected) => {
    expect(checkEnvelope(body)).toBe(expected)
  })
})
