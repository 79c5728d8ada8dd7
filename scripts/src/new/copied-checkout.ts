import { execFile } from 'node:child_process'
import { cpSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '@wabastream/sdk/config'

const left = new Set(['node_modules', '.git', 'dist', '.wabastream', '.env'])

/** For tests: the sources of this checkout in another folder, to be changed and run there. */
export function copyCheckout(root: string, folder: string): void {
  cpSync(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) })
}

/** Runs pnpm in a folder as a person would; what it says, on failure too. */
export async function pnpm(folder: string, ...args: readonly string[]): Promise<string> {
  const settings = Object.entries(childEnvironment()).filter(([name]) => !/^(npm|pnpm)_/i.test(name))
  const run = promisify(execFile)('npx', ['--yes', 'pnpm@12', ...args], {
    cwd: folder,
    env: { ...Object.fromEntries(settings), CI: '' },
  })
  try {
    const { stdout, stderr } = await run
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`pnpm ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error })
  }
}
