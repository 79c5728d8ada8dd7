import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { fileURLToPath } from 'node:url'

import { LocalStackError } from '../local-stack-error.ts'
import { lastLines } from './last-lines.ts'
import { writePidFile } from './pid-file.ts'

export interface ServerSpec {
  /** For errors: 'Kafka'. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Written anew at each start. */
  readonly logFile: string
  readonly pidFile: string
  /** How long a stop may take before the process is killed. */
  readonly graceMs: number
  /** What asks it to end. Default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals
  /** Who it runs as, if not as we do. */
  readonly user?: SystemUser | undefined
}

export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/** A running server that cannot outlive this process. */
export interface ServerProcess {
  readonly name: string
  readonly pid: number
  readonly logFile: string
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>
  /** Asks it to end, then SIGKILL after the grace; resolves at the end of the process. */
  stop(): Promise<void>
  /** SIGKILL; resolves at the end of the process. */
  kill(): Promise<void>
}

/**
 * Starts a server under a watchdog. The watchdog leads a process group of its own, so that Ctrl-C in a terminal
 * reaches only us and we stop the servers after everything that still needs them.
 */
export async function startServerProcess(spec: ServerSpec): Promise<ServerProcess> {
  await mkdir(dirname(spec.logFile), { recursive: true })
  const watchdog = spawnWatchdog(spec)
  // One listener for the whole life, attached at once: an exit cannot slip through.
  const ended = new Promise<void>((resolve) => {
    watchdog.once('exit', () => resolve())
    watchdog.once('error', () => resolve())
  })
  const pid = await Promise.race([pidFrom(watchdog), ended.then(() => undefined)])
  if (pid === undefined) {
    throw new LocalStackError('server_failed', `${spec.name} could not be started.\n${await lastLines(spec.logFile)}`)
  }
  await writePidFile(spec.pidFile, pid)
  const end = async (order: 'stop' | 'kill'): Promise<void> => {
    if (watchdog.connected) watchdog.send(order, () => {})
    await ended
    await rm(spec.pidFile, { force: true })
  }
  return { name: spec.name, pid, logFile: spec.logFile, ended, stop: () => end('stop'), kill: () => end('kill') }
}

function spawnWatchdog(spec: ServerSpec): ChildProcess {
  // The same extension as this file: .ts in a checkout, .js in the published package.
  const script = fileURLToPath(new URL(`./watchdog${extname(import.meta.filename)}`, import.meta.url))
  const log = openSync(spec.logFile, 'w')
  try {
    const { graceMs, stopSignal = 'SIGTERM', user } = spec
    return spawn(
      process.execPath,
      [script, JSON.stringify({ graceMs, stopSignal, user }), spec.command, ...spec.args],
      {
        detached: true,
        stdio: ['ignore', log, log, 'ipc'],
        windowsHide: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

async function pidFrom(watchdog: ChildProcess): Promise<number | undefined> {
  const [message] = (await once(watchdog, 'message')) as [unknown]
  const pid = typeof message === 'object' && message !== null && 'pid' in message ? message.pid : undefined
  return typeof pid === 'number' ? pid : undefined
}
