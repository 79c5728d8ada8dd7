import { chmod, cp, lchown, mkdir, mkdtemp, readdir, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'

import { exists } from '../exists.ts'
import { LocalStackError } from '../local-stack-error.ts'
import type { SystemUser } from '../process/server-process.ts'
import { asOurselves, can, failure, inNamespace, otherUser } from './run-as.ts'
import type { Runner } from './run-as.ts'

/** Data that another user must reach lies here when it cannot lie in its own folder. Only root gets here. */
const elsewhereIn = '/var/lib/wabastream'
const elsewhereLink = 'elsewhere'

/** Where a server's programs and data are, and as whom they run. */
export interface Home {
  readonly runner: Runner
  /** Folder with `bin`, `lib` and `share`. */
  readonly binaries: string
  /** PostgreSQL's data directory; the parent is there. */
  readonly data: string
}

export interface HomeOptions {
  /** As installed. */
  readonly binaries: string
  /** The server's folder; absolute, and there. */
  readonly folder: string
  /** For tests: what may be tried when we are root. */
  readonly ways?: readonly Way[] | undefined
}

export type Way = 'namespace' | 'user'

/** The link in a server's folder that leads to its data. */
export function dataOf(folder: string): string {
  return join(folder, 'data')
}

/** Finds out how PostgreSQL can run here. Throws LocalStackError when it cannot. */
export async function openHome(options: HomeOptions): Promise<Home> {
  const { binaries, folder, ways = ['namespace', 'user'] } = options
  const data = dataOf(folder)
  if (process.getuid?.() !== 0) return { runner: asOurselves, binaries, data }
  const reasons: string[] = []
  if (ways.includes('namespace') && !(await exists(join(folder, elsewhereLink)))) {
    const found = await inNamespace(join(binaries, 'bin', 'initdb'), folder)
    if ('runner' in found) {
      await give(data, { uid: 0, gid: 0 })
      return { runner: found.runner, binaries, data }
    }
    reasons.push(found.reason)
  }
  if (ways.includes('user')) {
    const found = await asOtherUser(options)
    if ('runner' in found) return found
    reasons.push(found.reason)
  }
  throw new LocalStackError(
    'server_failed',
    `PostgreSQL refuses to run as root, and there was no way around.\n${reasons.map((reason) => `  ${reason}\n`).join('')}` +
      'Run this as an ordinary user, or use a PostgreSQL of your own: set DATABASE_URL',
  )
}

async function asOtherUser({ binaries, folder }: HomeOptions): Promise<Home | { readonly reason: string }> {
  const user = await otherUser()
  if (user === undefined) return { reason: 'as another user: there is neither a user postgres nor a user nobody' }
  // May pass, may not look: the password beside the data stays ours.
  await chmod(folder, 0o711)
  const reachable = await can(user, '-x', folder)
  const base = reachable ? folder : await elsewhere(folder)
  const programs = (await failure([join(binaries, 'bin', 'initdb'), '--version'], user))
    ? await copyOf(binaries, base)
    : binaries
  const reason = await failure([join(programs, 'bin', 'initdb'), '--version'], user)
  if (reason !== undefined) return { reason: `as another user: ${reason}` }
  const data = join(base, 'data')
  await mkdir(data, { recursive: true, mode: 0o700 })
  await give(data, user)
  return { runner: { prefix: [], user }, binaries: programs, data }
}

/** A folder outside, made once for a server's folder and linked in it. */
async function elsewhere(folder: string): Promise<string> {
  const link = join(folder, elsewhereLink)
  if (await exists(link)) return readlink(link)
  await mkdir(elsewhereIn, { recursive: true, mode: 0o755 })
  // A name that nobody can guess: it cannot have been put there by somebody else.
  const made = await mkdtemp(join(elsewhereIn, 'postgres-'))
  await chmod(made, 0o711)
  await symlink(made, link)
  await symlink(join(made, 'data'), dataOf(folder))
  return made
}

async function copyOf(binaries: string, base: string): Promise<string> {
  const copy = join(base, 'programs')
  if (!(await exists(copy))) {
    // Half a copy must not look like a whole one.
    await cp(binaries, `${copy}.new`, { recursive: true, verbatimSymlinks: true })
    await rename(`${copy}.new`, copy)
  }
  return copy
}

/** Makes somebody the owner of the data: PostgreSQL takes no other. */
async function give(data: string, { uid, gid }: SystemUser): Promise<void> {
  const there = await stat(data).catch(() => undefined)
  if (there === undefined || there.uid === uid) return
  const names = await readdir(data, { recursive: true })
  await Promise.all([...names, '.'].map((name) => lchown(join(data, name), uid, gid)))
}

/** Removes what lies elsewhere for a server's folder. */
export async function removeElsewhere(folder: string): Promise<void> {
  const target = await readlink(join(folder, elsewhereLink)).catch(() => undefined)
  if (target?.startsWith(`${elsewhereIn}/`) === true) await rm(target, { recursive: true, force: true })
}
