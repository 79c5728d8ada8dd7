import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { childEnvironment } from '@wabastream/sdk/config'
import { toolPath } from '../check/tool.ts'

const run = promisify(execFile)

/** The packages that others install, in the order of their dependence. */
const published = ['schemas', 'sdk'] as const

/**
 * Fills an empty folder as another team would: a package.json, and the two published packages from their tarballs, with
 * their dependencies from the package registry. Builds the packages first.
 */
export async function installPublished(workspaceRoot: string, folder: string): Promise<void> {
  await run(process.execPath, [toolPath(workspaceRoot, 'typescript', 'tsc'), '-b', ...published], {
    cwd: workspaceRoot,
  })
  mkdirSync(join(folder, 'tarballs'))
  const tarballs = await Promise.all(published.map((name) => pack(join(workspaceRoot, name), join(folder, 'tarballs'))))
  const dependencies = Object.fromEntries(tarballs.map((path, at) => [`@wabastream/${published[at]}`, `file:${path}`]))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true, dependencies }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'], {
    cwd: folder,
    env: npmEnvironment(),
  })
}

async function pack(package_: string, destination: string): Promise<string> {
  const { stdout } = await run('npx', ['--yes', 'pnpm@12', 'pack', '--json', '--pack-destination', destination], {
    cwd: package_,
  })
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { filename: string }
  return filename
}

/** pnpm hands its own settings to what it starts, and npm complains about them. */
function npmEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(childEnvironment()).filter(([name]) => !/^(npm|pnpm)_/i.test(name)))
}
