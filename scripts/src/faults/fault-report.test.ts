import { expect, test } from 'vitest'
import { faultReport, overloadReport } from './fault-report.ts'

test('a run that lost something says so first', () => {
  const tally = {
    webhooks: 9,
    answered200: 9,
    answered503: 4,
    answeredElse: 0,
    unanswered: 1,
    duplicates: 2,
    missing: 1,
  }
  expect(faultReport({ name: 'broker-killed', passed: false, tally, seconds: 12 })).toBe(
    'FAILED broker-killed (12 s): 9 webhooks, 9 times 200, 4 times 503, 0 other answers, 1 without an answer, ' +
      '2 duplicates, missing: 1\n',
  )
})

test('an overload shows the course of memory', () => {
  const rssSamples = Array.from({ length: 20 }, (_, index) => (index + 1) * 1e6)
  const overload = { queuedBytes: 64e6, bodyBytes: 128e6, rssBytes: 20e6, rssSamples, answers: new Map([[503, 7]]) }
  expect(overloadReport({ name: 'overload', passed: true, overload })).toBe(
    'passed overload: 7 times 503; at most 64 MB of records and 128 MB of bodies, 20 MB resident; ' +
      'over time: 2 4 6 8 10 12 14 16 18 20\n',
  )
})
