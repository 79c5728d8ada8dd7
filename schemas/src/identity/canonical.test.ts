import { describe, expect, test } from 'vitest'
import { canonical, canonicalScalars } from './canonical.ts'

describe('canonical', () => {
  test.each<[string, unknown, string]>([
    ['literals', [null, true, false], '[null,true,false]'],
    ['white space', { a: [1, 2] }, '{"a":[1,2]}'],
    // The examples of RFC 8785, sections 3.2.2 and 3.2.3.
    ['numbers', [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27], '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
    ['text', '\u20ac$\u000f\u000aA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [
      'order of properties by UTF-16 code units',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    ['minus zero', -0, '0'],
    ['big integers', [2n ** 60n, -(2n ** 60n)], '[1152921504606846976,-1152921504606846976]'],
    ['numbers too large', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], '[1e999,-1e999]'],
    ['lone surrogates', ['\ud83d', { '\ude00': 1 }], '["\\ud83d",{"\\ude00":1}]'],
    [
      'odd names',
      JSON.parse('{"constructor":1,"__proto__":{"b":1,"a":2}}'),
      '{"__proto__":{"a":2,"b":1},"constructor":1}',
    ],
  ])('%s', (_case, value, expected) => {
    expect(canonical(value)).toBe(expected)
  })

  test('takes 500 levels', () => {
    expect(canonical(JSON.parse('['.repeat(500) + ']'.repeat(500)))).toHaveLength(1000)
  })

  test('of scalars is the same', () => {
    for (const scalars of [
      ['a"\ud83d', 1, 0.1, -0, null],
      ['é', 2n ** 60n],
    ]) {
      expect(canonicalScalars(scalars)).toBe(canonical(scalars))
    }
  })
})
