import { execFile } from 'node:child_process'
import { chown, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { exists } from '../exists.ts'
import { LocalStackError } from '../local-stack-error.ts'
import type { Home } from './home.ts'

const run = promisify(execFile)

/** The only user of a server of ours, and its first database. */
export const owner = 'wabastream'

// The C.UTF-8 that PostgreSQL brings itself: the order of texts does not depend on the machine.
const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

/** Makes the data directory, unless it is there. */
export async function initDatabase(home: Home, password: string, signal: AbortSignal): Promise<void> {
  const { data, runner } = home
  if (await exists(join(data, 'PG_VERSION'))) return forgetOldProcess(data)
  const passwordFile = join(dirname(data), 'initial-password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (runner.user) await chown(passwordFile, runner.user.uid, runner.user.gid)
  const args = [
    `--pgdata=${data}`,
    `--username=${owner}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    ...locale,
  ]
  const [command = '', ...rest] = [...runner.prefix, join(home.binaries, 'bin', 'initdb'), '--no-sync', ...args]
  try {
    await run(command, rest, { cwd: '/', signal, ...runner.user })
  } catch (cause) {
    signal.throwIfAborted()
    const { stderr = '' } = cause as { readonly stderr?: string }
    throw new LocalStackError('server_failed', `PostgreSQL could not make its data in ${data}:\n${stderr.trim()}`, {
      cause,
    })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * No server runs on this data: the owner of the folder has seen to it. But what a killed one left names a number that
 * another process may have by now, and PostgreSQL would take that one for itself. A number that nobody has is left to
 * PostgreSQL, which then waits for its own orphans.
 */
async function forgetOldProcess(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const [line] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  if (Number(line) > 0 && isThere(Number(line))) await rm(file, { force: true })
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
