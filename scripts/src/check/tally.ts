/** How many checks had which outcome. A static step is one check; a test is one check. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** What the test runner has told so far; `complete` once its run is over. */
export interface TestCounts extends Tally {
  readonly complete: boolean
}

/** How a child process ended. `error` is set when it could not be started. */
export interface Ending {
  readonly code: number | null
  readonly signal: string | null
  readonly error?: string
}

/** The tally of a step that either holds or does not. */
export function checkTally(ending: Ending): Tally {
  return ending.code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/** The last known counts of a test run, and why it is red although no test of it failed (else null). */
export interface TestResult {
  readonly tally: Tally
  readonly problem: string | null
}

/** Judges a test run by its counts and by how its process ended: a run that broke off or ran nothing is a failure. */
export function testResult(counts: TestCounts | null, ending: Ending): TestResult {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const problem = problemOf(counts, ending)
  return { tally: { passed, failed: failed + (problem === null ? 0 : 1), skipped }, problem }
}

function problemOf(counts: TestCounts | null, ending: Ending): string | null {
  if (ending.error !== undefined) return `the test runner did not start: ${ending.error}`
  if (ending.signal !== null) return `the test runner was ended by ${ending.signal}`
  if (counts === null || !counts.complete) return `the test runner broke off with exit code ${ending.code}`
  if (counts.failed > 0) return null
  if (counts.passed === 0) return 'no test ran'
  return ending.code === 0 ? null : `the test runner ended with exit code ${ending.code} though no test failed`
}

/** The sum over all steps. */
export function sum(tallies: readonly Tally[]): Tally {
  let [passed, failed, skipped] = [0, 0, 0]
  for (const tally of tallies) {
    passed += tally.passed
    failed += tally.failed
    skipped += tally.skipped
  }
  return { passed, failed, skipped }
}

/** The last line of the test command. */
export function tallyLine(tally: Tally): string {
  const line = `${tally.passed} passed, ${tally.failed} failed`
  return tally.skipped > 0 ? `${line}, ${tally.skipped} skipped` : line
}
