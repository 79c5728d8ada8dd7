import { runChild, type Step } from './child.ts'
import { checkTally, sum, tallyLine, testResult, type Tally, type TestCounts } from './tally.ts'

export interface CheckOptions {
  readonly root: string
  /** Static checks; they run side by side, before the tests. */
  readonly checks: readonly Step[]
  /** The test runner; it reports its counts as messages (report-counts.ts). */
  readonly tests: Step
  /** Where the test runner's own words go. */
  readonly testOutput: 'inherit' | 'ignore'
  /** Takes one line, or several joined by newlines. */
  readonly print: (text: string) => void
  /** Stops everything when it aborts; what did not end by then counts as failed. */
  readonly signal: AbortSignal
  readonly graceMs: number
}

/** Runs every step, also after a failed one, prints each outcome and returns the sum. The last line is the caller's. */
export async function runChecks(options: CheckOptions): Promise<Tally> {
  const failedSteps: string[] = []
  const note = (step: Step, tally: Tally) => {
    if (tally.failed > 0) failedSteps.push(step.name)
    return tally
  }
  const tallies = await Promise.all(options.checks.map(async (step) => note(step, await runCheck(step, options))))
  tallies.push(note(options.tests, await runTests(options)))
  if (failedSteps.length > 0) options.print(`failed: ${failedSteps.join(', ')}`)
  return sum(tallies)
}

async function runCheck(step: Step, options: CheckOptions): Promise<Tally> {
  const startedAt = performance.now()
  const { ending, output } = await runChild(step, { ...options, output: 'collect' })
  const tally = checkTally(ending)
  options.print(outcomeLine(step, tally, startedAt))
  if (tally.failed > 0) options.print(`${output || (ending.error ?? `ended by ${ending.signal}`)}\n`)
  return tally
}

async function runTests(options: CheckOptions): Promise<Tally> {
  const { tests: step, print } = options
  if (options.signal.aborted) {
    print(`${step.name} did not run`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const startedAt = performance.now()
  let counts: TestCounts | null = null
  const onMessage = (message: unknown) => (counts = message as TestCounts)
  const { ending } = await runChild(step, { ...options, output: options.testOutput, onMessage })
  const { tally, problem } = testResult(counts, ending)
  print(`${outcomeLine(step, tally, startedAt)}  ${tallyLine(tally)}${problem === null ? '' : `: ${problem}`}`)
  return tally
}

function outcomeLine(step: Step, tally: Tally, startedAt: number): string {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  return `${tally.failed > 0 ? 'FAIL' : 'ok  '}  ${step.name.padEnd(8)}${seconds.padStart(6)} s`
}
