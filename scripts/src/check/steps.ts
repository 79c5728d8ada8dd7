import { join } from 'node:path'
import type { Step } from './child.ts'
import { toolPath } from './tool.ts'

/** The static checks of the test command. */
export function staticSteps(root: string): readonly Step[] {
  return [
    { name: 'types', file: toolPath(root, 'typescript', 'tsc'), args: ['-b'] },
    { name: 'lint', file: toolPath(root, 'oxlint'), args: [] },
    { name: 'format', file: toolPath(root, 'oxfmt'), args: ['--check'] },
    { name: 'unused', file: toolPath(root, 'knip'), args: ['--no-progress'] },
  ]
}

/** Unit and integration tests in one run. */
export function testStep(root: string): Step {
  const counts = join(import.meta.dirname, 'report-counts.ts')
  // vitest colours its output wherever CI is set, also in a log file.
  const colour = process.stdout.isTTY ? [] : ['--no-color']
  const args = ['run', '--reporter=default', `--reporter=${counts}`, ...colour]
  return { name: 'tests', file: toolPath(root, 'vitest'), args }
}
