import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runChecks } from './check.ts'
import { testStep } from './steps.ts'
import { tallyLine } from './tally.ts'
import { tempWorkspace } from './temp-workspace.ts'
import { startWitness } from './witness.ts'

vi.setConfig({ testTimeout: 60_000 })

const configuration = {
  'vitest.config.mjs': "export default { cacheDir: '.vite', test: { globalSetup: './setup.mjs' } }",
  'setup.mjs':
    "import { writeFileSync } from 'node:fs'\nexport const teardown = () => writeFileSync('closed.txt', 'yes')",
}
const green = "import { test } from 'vitest'\ntest('one', () => {})\ntest('two', () => {})"

/** Runs the checks `good` and, where wanted, `bad` and the tests among `files`. */
async function run(files: Readonly<Record<string, string>>, checks = ['good'], signal = new AbortController().signal) {
  using workspace = tempWorkspace({
    'good.mjs': '',
    'bad.mjs': "console.log('what is wrong')\nprocess.exit(1)",
    ...configuration,
    ...files,
  })
  const { root } = workspace
  const printed: string[] = []
  const tally = await runChecks({
    root,
    checks: checks.map((name) => ({ name, file: join(root, `${name}.mjs`), args: [] })),
    tests: testStep(root),
    testOutput: 'ignore',
    print: (text) => printed.push(text),
    signal,
    graceMs: 5000,
  })
  const closed = existsSync(join(root, 'closed.txt'))
  return { line: tallyLine(tally), printed: printed.join('\n'), closed }
}

test.concurrent('counts checks and tests', async () => {
  const { line, printed, closed } = await run({ 'a.test.js': green }, ['good', 'good'])
  expect(line).toBe('4 passed, 0 failed')
  expect(printed).toMatch(/^ok {4}good +\d+\.\d s$/m)
  expect(printed).not.toContain('failed:')
  expect(closed).toBe(true)
})

test.concurrent('runs the tests after a failed check and shows what it said', async () => {
  const { line, printed } = await run({ 'a.test.js': green }, ['bad', 'good', 'not-there'])
  expect(line).toBe('3 passed, 2 failed')
  expect(printed).toContain('what is wrong')
  expect(printed).toMatch(/^failed: .*bad/m)
})

test.concurrent('counts failed tests, failed hooks, broken files and unhandled errors', async () => {
  const { line } = await run({
    'ok.test.js': green,
    'red.test.js': "import { test } from 'vitest'\ntest('red', () => { throw new Error('red') })\ntest.skip('later')",
    'hook.test.js':
      "import { beforeAll, test } from 'vitest'\nbeforeAll(() => { throw new Error('hook') })\ntest('not run', () => {})",
    'broken.test.js': 'this is no JavaScript',
    'stray.test.js':
      "import { test } from 'vitest'\ntest('stray', async () => { Promise.reject(new Error('stray')); await new Promise(setImmediate) })",
  })
  expect(line).toBe('4 passed, 4 failed, 2 skipped')
})

test.concurrent('no test is a failure', async () => {
  expect((await run({})).line).toBe('1 passed, 1 failed')
})

test.concurrent('a test runner that cannot start is a failure', async () => {
  expect((await run({ 'a.test.js': green, 'vitest.config.mjs': 'throw new Error()' })).line).toBe('1 passed, 1 failed')
})

test.concurrent('a test runner that is killed is a failure', async () => {
  const killer = "import { test } from 'vitest'\ntest('killer', () => { process.kill(process.ppid, 'SIGKILL') })"
  const { line, printed } = await run({ 'a.test.js': killer })
  expect(line).toBe('1 passed, 1 failed')
  expect(printed).toContain('SIGKILL')
})

test.concurrent('stopping ends a hanging test, closes what globalSetup opened and leaves no process', async () => {
  using witness = await startWitness()
  const connect = `require('net').connect(${witness.port})`
  const hanging = `import { test } from 'vitest'
import { spawn } from 'node:child_process'
test('quick', () => {})
test('hangs', async () => {
  spawn(process.execPath, ['-e', "${connect}"])
  await new Promise(() => {})
}, 600_000)`
  const stopping = new AbortController()
  const running = run({ 'a.test.js': hanging }, ['good'], stopping.signal)
  const { gone } = await witness.arrival()
  stopping.abort()
  const { line, closed } = await running
  expect(line).toBe('2 passed, 1 failed, 1 skipped')
  expect(closed).toBe(true)
  await gone
})

test('checks that have not ended when the run is stopped are failures', async () => {
  const { line, printed } = await run({ 'good.mjs': 'setInterval(() => {}, 1000)' }, ['good'], AbortSignal.timeout(300))
  expect(line).toBe('0 passed, 2 failed')
  expect(printed).toContain('did not run')
})
