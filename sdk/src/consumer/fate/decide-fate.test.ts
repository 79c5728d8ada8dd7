import { describe, expect, test } from 'vitest'
import { permanent, retryable, unavailable } from '../../failure/index.ts'
import { defaultPolicy } from '../policy.ts'
import { type Attempts, classOf, decideFate, type Fate, type FateRules } from './decide-fate.ts'
import { HandlerTimeout } from './handler-timeout.ts'

const rules: FateRules = { ...defaultPolicy, order: 'newer-wins' }
const strict: FateRules = { ...defaultPolicy, order: 'strict' }
const busy = retryable('busy')
const bug = new TypeError('x is undefined')

const first: Attempts = { spent: 0, here: 1, sinceMs: 5 }
const waitOf = (afterMs: number, spent: number): Fate => ({ act: 'wait', afterMs, spent })
const after = (spent: number): Attempts => ({ spent, here: 3, sinceMs: 500 })

test.each<[string, unknown, Attempts, FateRules, Fate]>([
  ['any error, first call', new Error('x'), first, rules, { act: 'again', afterMs: 100 }],
  ['retryable, first call', busy, first, rules, { act: 'again', afterMs: 100 }],
  ['second call', busy, { spent: 0, here: 2, sinceMs: 120 }, rules, { act: 'again', afterMs: 200 }],
  ['third call', busy, after(0), rules, { act: 'retry', tier: 'retry-10s', spent: 1 }],
  [
    'no time left in place',
    busy,
    { spent: 0, here: 1, sinceMs: 1950 },
    rules,
    { act: 'retry', tier: 'retry-10s', spent: 1 },
  ],
  ['a short wait asked for', retryable('x', { afterMs: 900 }), first, rules, { act: 'again', afterMs: 900 }],
  ['a longer one', retryable('x', { afterMs: 5000 }), first, rules, { act: 'retry', tier: 'retry-10s', spent: 1 }],
  [
    'one that the first topic cannot give',
    retryable('x', { afterMs: 60_000 }),
    first,
    rules,
    { act: 'retry', tier: 'retry-10m', spent: 2 },
  ],
  [
    'one that no topic can give',
    retryable('x', { afterMs: 9e6 }),
    first,
    rules,
    { act: 'retry', tier: 'retry-10m', spent: 4 },
  ],
  ['after retry-10s', busy, after(1), rules, { act: 'retry', tier: 'retry-10m', spent: 2 }],
  ['after retry-10m', busy, after(2), rules, { act: 'retry', tier: 'retry-10m', spent: 3 }],
  ['after retry-10m twice', busy, after(3), rules, { act: 'retry', tier: 'retry-10m', spent: 4 }],
  ['after retry-10m three times', busy, after(4), rules, { act: 'dead-letter', spent: 5 }],
  ['a bug is not called again at once', bug, first, rules, { act: 'retry', tier: 'retry-10s', spent: 1 }],
  ['a bug at the end', bug, { ...first, spent: 4 }, rules, { act: 'dead-letter', spent: 5 }],
  ['a handler that hangs', new HandlerTimeout(5), first, rules, { act: 'retry', tier: 'retry-10s', spent: 1 }],
  ['permanent', permanent('bad'), first, rules, { act: 'dead-letter', spent: 1 }],
  ['permanent, strict', permanent('bad'), first, strict, { act: 'dead-letter', spent: 1 }],
  ['unavailable', unavailable('down'), after(4), rules, { act: 'probe' }],
  ['strict, in place', busy, first, strict, { act: 'again', afterMs: 100 }],
  ['strict, given up', busy, after(0), strict, { act: 'wait', afterMs: 10_000, spent: 1 }],
  ['strict, given up again', busy, after(2), strict, { act: 'wait', afterMs: 600_000, spent: 3 }],
  ['strict, longer', retryable('x', { afterMs: 9e6 }), after(4 - 1), strict, { act: 'wait', afterMs: 9e6, spent: 4 }],
  ['strict, without an end', retryable('x', { afterMs: Infinity }), after(0), strict, waitOf(86_400_000, 4)],
  ['strict, not a number', retryable('x', { afterMs: Number.NaN }), after(0), strict, waitOf(10_000, 1)],
  ['strict, at the end', busy, after(4), strict, { act: 'dead-letter', spent: 5 }],
])('%s', (...row) => {
  const [, error, attempts, given, fate] = row
  expect(decideFate(error, attempts, given)).toEqual(fate)
})

describe('whatever is thrown', () => {
  const errors = [
    new Error('x'),
    bug,
    busy,
    'text',
    null,
    undefined,
    retryable('x', { afterMs: 1e9 }),
    new HandlerTimeout(1),
  ]
  const all = errors.flatMap((error) => [rules, strict].map((given) => [error, given] as const))

  test('the ladder ends after a bounded number of calls, and waits in place stay within their bound', () => {
    for (const [error, given] of all) {
      let [spent, calls] = [0, 0]
      for (let done = false; !done;) {
        let sinceMs = 0
        for (let here = 1; ; here += 1) {
          calls += 1
          expect(calls).toBeLessThan(100)
          const fate = decideFate(error, { spent, here, sinceMs }, given)
          if (fate.act === 'again') {
            sinceMs += fate.afterMs
            continue
          }
          if (fate.act === 'probe') throw new Error('nothing is down')
          expect(sinceMs).toBeLessThanOrEqual(given.inPlaceMs)
          expect(fate.spent).toBeGreaterThan(spent)
          spent = fate.spent
          done = fate.act === 'dead-letter'
          break
        }
      }
      expect(spent).toBe(5)
    }
  })

  test('strict order never stores on a retry topic', () => {
    for (const error of errors)
      for (const spent of [0, 1, 2, 3, 4, 5, 99])
        expect(decideFate(error, { spent, here: 9, sinceMs: 1e9 }, strict).act).not.toBe('retry')
  })
})

test.each([
  [bug, 'bug'],
  [new Error('x'), 'retryable'],
  [permanent(bug), 'permanent'],
  [unavailable('x'), 'unavailable'],
  [new HandlerTimeout(1), 'timeout'],
  ['text', 'retryable'],
])('%s is %s', (error, name) => {
  expect(classOf(error)).toBe(name)
})
