import { constants } from 'node:os'
import { runChecks } from './check.ts'
import { staticSteps, testStep } from './steps.ts'
import { tallyLine, type Tally } from './tally.ts'

/** The test command: every check and every test of the workspace; its last line is the sum in every case. */
const root = process.cwd()
const stopping = new AbortController()
let stoppedBy: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | null = null

const print = (text: string) => process.stdout.write(`${text}\n`)
const stop = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => {
  // A second Ctrl-C must not cut off the clean stop that the first one began.
  if (stoppedBy !== null) return
  stoppedBy = signal
  print(`\n${signal}: stopping`)
  stopping.abort()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
// A reader that went away (`| head`, a closed terminal) must not leave children behind.
process.stdout.on('error', () => stop('SIGHUP'))
// The same when the process that started us was killed.
const parent = process.ppid
setInterval(() => process.ppid !== parent && stop('SIGHUP'), 1000).unref()

let total: Tally = { passed: 0, failed: 1, skipped: 0 }
try {
  const steps = { checks: staticSteps(root), tests: testStep(root) }
  total = await runChecks({
    root,
    ...steps,
    testOutput: 'inherit',
    print,
    signal: stopping.signal,
    graceMs: 15_000,
  })
} catch (error) {
  print(String(error))
}
process.exitCode = stoppedBy === null ? Math.sign(total.failed) : 128 + constants.signals[stoppedBy]
print(tallyLine(total))
