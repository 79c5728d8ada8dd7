import { expect, test } from 'vitest'
import { startWaba } from './program/run-waba.ts'
import { tempFolder } from '@wabastream/sdk/testing/vitest'

// Each case is a process, and the machine may be busy.
const withinMs = 60_000
// Nothing listens there: what is wrong with a call is said before anybody is asked.
const env = { KAFKA_BROKERS: '127.0.0.1:1', SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1', META_APP_SECRETS: '1=invented' }

test.each([
  [['tail', 'mesages'], 2, 'did you mean messages?'],
  [['tail', '--join'], 2, '--join needs --format webhook'],
  [['tail', '--from', 'offset:0=1'], 2, 'exactly one topic'],
  [['tail', '--max', '0'], 2, 'whole number'],
  [['send', '--sample', 'messages/txt', '--url', 'http://127.0.0.1:1'], 2, 'did you mean messages/text?'],
  [['send', 'messages'], 2, 'too many arguments'],
  [['topics'], 2, 'Usage: waba topics'],
  [['nonsense'], 2, "unknown command 'nonsense'"],
  [['schemas', 'check'], 1, 'does not answer'],
])(
  '%j',
  async (args, code, message) => {
    using folder = tempFolder()
    const run = await startWaba(args, { cwd: folder.path, env }).ended
    expect(run).toMatchObject({ code, stdout: '' })
    expect(run.stderr).toContain(message)
    expect(run.stderr).not.toMatch(/^ +at /m)
  },
  withinMs,
)

test('nobody listens', { timeout: withinMs }, async () => {
  using folder = tempFolder()
  const run = await startWaba(['send', '--url', 'http://127.0.0.1:1'], { cwd: folder.path, env }).ended
  expect(run.code).toBe(1)
  expect(run.stdout).toContain('no answer (ECONNREFUSED)')
})

test('no pipeline', { timeout: withinMs }, async () => {
  using folder = tempFolder()
  const run = await startWaba(['tail'], { cwd: folder.path }).ended
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toContain('npx --yes pnpm@12 start')
})

test('help', { timeout: withinMs }, async () => {
  using folder = tempFolder()
  const run = await startWaba(['--help'], { cwd: folder.path }).ended
  expect(run).toMatchObject({ code: 0, stderr: '' })
  for (const name of ['send', 'tail', 'topics', 'schemas']) expect(run.stdout).toContain(`  ${name} `)
})
