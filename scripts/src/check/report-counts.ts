import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node'
import type { TestCounts } from './tally.ts'

/**
 * A vitest reporter for the test command: sends the counts to the parent process, after every test file and at the
 * end, and stops the run when the parent says so or is gone. Stopping this way closes what globalSetup opened; a
 * signal would not.
 */
export default class ReportCounts implements Reporter {
  private passed = 0
  private failed = 0
  private skipped = 0

  onInit(vitest: Vitest): void {
    // Not one after the other: a test or hook that will not end would hold up the closing, which has a time limit.
    const stop = async () => {
      await Promise.all([vitest.cancelCurrentRun('keyboard-input'), vitest.exit(true)])
    }
    process.once('message', () => void stop())
    process.once('disconnect', () => void stop())
    // The channel alone must not keep a finished run alive.
    process.channel?.unref()
  }

  onTestModuleEnd(module: TestModule): void {
    for (const test of module.children.allTests()) this.count(test.result().state)
    // Failed hooks and files that could not be loaded.
    const broken = [module, ...module.children.allSuites()].filter((part) => part.errors().length > 0)
    this.failed += broken.length
    this.send(false)
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason): void {
    this.failed += unhandledErrors.length
    this.send(reason !== 'interrupted')
  }

  private count(state: 'passed' | 'failed' | 'skipped' | 'pending'): void {
    if (state === 'passed') this.passed += 1
    else if (state === 'failed') this.failed += 1
    else this.skipped += 1
  }

  private send(complete: boolean): void {
    const counts: TestCounts = { passed: this.passed, failed: this.failed, skipped: this.skipped, complete }
    process.send?.(counts)
  }
}
