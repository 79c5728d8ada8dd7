import { expect, test } from 'vitest'
import { checkTally, sum, tallyLine, testResult, type Ending, type TestCounts } from './tally.ts'

const exit = (code: number): Ending => ({ code, signal: null })
const killed: Ending = { code: null, signal: 'SIGKILL' }
const notStarted: Ending = { code: null, signal: null, error: 'ENOENT' }
const counts = (passed: number, failed: number, skipped = 0): TestCounts => ({
  passed,
  failed,
  skipped,
  complete: true,
})
const partly = (passed: number, failed: number): TestCounts => ({ ...counts(passed, failed), complete: false })

test.each([
  [exit(0), '1 passed, 0 failed'],
  [exit(1), '0 passed, 1 failed'],
  [killed, '0 passed, 1 failed'],
  [notStarted, '0 passed, 1 failed'],
])('a check that ended with %j is %s', (ending, line) => {
  expect(tallyLine(checkTally(ending))).toBe(line)
})

test.each<{ name: string; given: TestCounts | null; ending: Ending; line: string; problem: RegExp | null }>([
  { name: 'all green', given: counts(5, 0), ending: exit(0), line: '5 passed, 0 failed', problem: null },
  { name: 'skipped', given: counts(5, 0, 2), ending: exit(0), line: '5 passed, 0 failed, 2 skipped', problem: null },
  { name: 'counted once', given: counts(5, 2), ending: exit(1), line: '5 passed, 2 failed', problem: null },
  { name: 'nothing found', given: counts(0, 0), ending: exit(1), line: '0 passed, 1 failed', problem: /no test ran/ },
  { name: 'nothing, code 0', given: counts(0, 0), ending: exit(0), line: '0 passed, 1 failed', problem: /no test ran/ },
  {
    name: 'all skipped',
    given: counts(0, 0, 3),
    ending: exit(0),
    line: '0 passed, 1 failed, 3 skipped',
    problem: /no test/,
  },
  { name: 'crash at once', given: null, ending: exit(1), line: '0 passed, 1 failed', problem: /exit code 1/ },
  { name: 'no report, code 0', given: null, ending: exit(0), line: '0 passed, 1 failed', problem: /broke off/ },
  { name: 'crash midway', given: partly(4, 1), ending: exit(7), line: '4 passed, 2 failed', problem: /exit code 7/ },
  { name: 'killed midway', given: partly(4, 0), ending: killed, line: '4 passed, 1 failed', problem: /SIGKILL/ },
  {
    name: 'red, all passed',
    given: counts(4, 0),
    ending: exit(1),
    line: '4 passed, 1 failed',
    problem: /no test failed/,
  },
  { name: 'not started', given: null, ending: notStarted, line: '0 passed, 1 failed', problem: /ENOENT/ },
])('a test run: $name', ({ given, ending, line, problem }) => {
  const result = testResult(given, ending)
  expect(tallyLine(result.tally)).toBe(line)
  expect(result.problem ?? 'none').toMatch(problem ?? /^none$/)
})

test('the sum of nothing is nothing', () => {
  expect(tallyLine(sum([]))).toBe('0 passed, 0 failed')
})

test('the sum adds every outcome', () => {
  expect(tallyLine(sum([counts(1, 0), counts(0, 1), counts(40, 2, 3)]))).toBe('41 passed, 3 failed, 3 skipped')
})
