import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import type { SystemUser } from '../process/server-process.ts'

const run = promisify(execFile)

/** How to run PostgreSQL's programs, which refuse to run as root. */
export interface Runner {
  /** Goes before each command. */
  readonly prefix: readonly string[]
  readonly user?: SystemUser
}

/** A way that works, or why it does not. */
export type RunnerSearch = { readonly runner: Runner } | { readonly reason: string }

/** We ourselves are somebody else than root. */
export const asOurselves: Runner = { prefix: [] }

/**
 * In a user namespace of its own a process of root's is nobody, and keeps only what root owns. So this works where
 * namespaces are allowed and the way to the data belongs to root or is open to all.
 */
export async function inNamespace(program: string, folder: string): Promise<RunnerSearch> {
  const prefix = ['unshare', '--user', '--']
  const script = 'test -w "$1" && test -x "$1" && exec "$2" --version'
  const reason = await failure([...prefix, '/bin/sh', '-c', script, 'sh', folder, program])
  return reason === undefined ? { runner: { prefix } } : { reason: `in a user namespace: ${reason}` }
}

/** The system's user `postgres`, else `nobody`: both have nothing that PostgreSQL could spoil. */
export async function otherUser(): Promise<SystemUser | undefined> {
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name]).catch(() => undefined)))
    const [uid, gid] = ids.map((answer) => Number(answer?.stdout ?? Number.NaN))
    if (uid !== undefined && gid !== undefined && uid > 0 && gid > 0) return { uid, gid }
  }
  return undefined
}

/** True when a user can do this with a path: `-x` for a folder on the way, `-w` for one to write in. */
export async function can(user: SystemUser, test: '-x' | '-w' | '-r', path: string): Promise<boolean> {
  return (await failure(['/usr/bin/env', 'test', test, path], user)) === undefined
}

/** What a command said when it failed, in a line; undefined when it did not. */
export async function failure([command, ...args]: readonly string[], user?: SystemUser): Promise<string | undefined> {
  try {
    // An absolute working directory that everybody may be in: the user may not be in ours.
    await run(command ?? '', args, { cwd: '/', ...user })
    return undefined
  } catch (error) {
    const { stderr, code } = error as { readonly stderr?: string; readonly code?: string | number }
    const said = stderr?.trim().replaceAll(/\s+/g, ' ') ?? ''
    return said === '' ? `failed (${code ?? 'no code'})` : said
  }
}
