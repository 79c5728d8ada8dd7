import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { UsageError } from '../program/usage-error.ts'

/**
 * The root of the wabastream checkout that a directory is in.
 * @throws UsageError when it is in none.
 */
export function checkoutOf(directory = process.cwd()): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const isRoot = ['pnpm-workspace.yaml', 'schemas/fields', 'services'].every((name) => existsSync(join(folder, name)))
    if (isRoot) return folder
    if (dirname(folder) === folder)
      throw new UsageError('This works in a checkout of wabastream only: change to its folder')
  }
}
