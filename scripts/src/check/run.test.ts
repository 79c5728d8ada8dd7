import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { tempWorkspace, workspaceRoot } from './temp-workspace.ts'
import { startWitness, type Witness } from './witness.ts'

vi.setConfig({ testTimeout: 60_000 })

// The command as it is, in a workspace of a few files.

const workspaceFiles = {
  'package.json': '{ "name": "tiny", "private": true, "type": "module", "devDependencies": { "vitest": "*" } }\n',
  'tsconfig.json': '{ "compilerOptions": { "noEmit": true, "types": [] }, "include": ["src"] }\n',
  '.oxlintrc.json': '{ "categories": { "correctness": "error" }, "ignorePatterns": ["node_modules"] }\n',
  '.oxfmtrc.json': '{ "semi": false, "singleQuote": true, "ignorePatterns": ["package.json"] }\n',
  'knip.json': '{ "entry": ["src/main.ts"], "project": ["src/**"] }\n',
  'vitest.config.js': "export default { cacheDir: '.vite' }\n",
  'src/main.ts': 'export const answer = 42\n',
  'src/main.test.ts': "import { expect, test } from 'vitest'\ntest('true', () => expect(true).toBe(true))\n",
}

function start(root: string): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [join(workspaceRoot, 'scripts/src/check/run.ts')], { cwd: root })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  return { child, output: () => Buffer.concat(chunks).toString() }
}

async function run(files: Readonly<Record<string, string>>) {
  using workspace = tempWorkspace({ ...workspaceFiles, ...files })
  const { child, output } = start(workspace.root)
  await once(child, 'close')
  return { code: child.exitCode, output: output(), lastLine: output().trimEnd().split('\n').at(-1) }
}

test('a sound workspace is green', async () => {
  const { code, output, lastLine } = await run({})
  expect(`${output} ${code}`).toMatch(/ 0$/)
  expect(lastLine).toBe('5 passed, 0 failed')
})

test('each static check is seen to fail, and the line stands at the end', async () => {
  const { code, output, lastLine } = await run({
    'src/main.ts': 'export   const answer: string = 42; debugger\n',
    'src/orphan.ts': 'export const orphan = 1\n',
  })
  expect(lastLine).toBe('1 passed, 4 failed')
  expect(output).toMatch(/^failed: (?=.*types)(?=.*lint)(?=.*format)(?=.*unused)/m)
  expect(code).toBe(1)
})

test('without an installed tool the line stands at the end', async () => {
  using workspace = tempWorkspace({ 'empty/package.json': '{}' })
  const { child, output } = start(join(workspace.root, 'empty'))
  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  expect(output()).toMatch(/node_modules.*\n0 passed, 1 failed\n$/s)
})

/** Starts the command on one test that never ends, and waits until that test runs. */
async function startHanging(witness: Witness, root: string) {
  const hanging = `import { connect } from 'node:net'
import { test } from 'vitest'
test('hangs', async () => {
  connect(${witness.port})
  await new Promise(() => {})
}, 600_000)
`
  writeFileSync(join(root, 'src/main.test.ts'), hanging)
  return { ...start(root), ...(await witness.arrival()) }
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the run, and the line stands at the end', async (signal) => {
  using witness = await startWitness()
  using workspace = tempWorkspace(workspaceFiles)
  const { child, output, gone } = await startHanging(witness, workspace.root)
  child.kill(signal)
  child.kill(signal)
  await once(child, 'close')
  expect(child.exitCode).toBe({ SIGINT: 130, SIGTERM: 143 }[signal])
  expect(output()).toMatch(/\n\d passed, \d failed, 1 skipped\n$/)
  await gone
})

test('the tests end when the command was killed', async () => {
  using witness = await startWitness()
  using workspace = tempWorkspace(workspaceFiles)
  const { child, gone } = await startHanging(witness, workspace.root)
  child.kill('SIGKILL')
  await gone
})
