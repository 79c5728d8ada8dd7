import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The JavaScript file of a command that the workspace has installed. Running it with Node rather than the link in
 * node_modules/.bin works on every system without a shell.
 * @throws Error when the package is not installed or has no such command.
 */
export function toolPath(root: string, packageName: string, command = packageName): string {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin?.[command]
  if (file === undefined) throw new Error(`The package ${packageName} has no command ${command}.`)
  return join(folder, file)
}
