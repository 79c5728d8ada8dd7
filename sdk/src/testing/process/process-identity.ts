import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which process a number stands for: numbers are given again, the start time tells two apart. */
export interface ProcessIdentity {
  readonly pid: number
  /** In the system's own words; only equality means something. */
  readonly startedAt: string
}

/** The identity of a living process, or undefined when there is none (a zombie counts as gone). */
export async function processIdentity(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const startedAt =
      await startTimes[process.platform === 'linux' || process.platform === 'win32' ? process.platform : 'other'](pid)
    return startedAt === undefined || startedAt === '' ? undefined : { pid, startedAt }
  } catch {
    return undefined
  }
}

/** True while exactly this process lives. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await processIdentity(identity.pid))?.startedAt === identity.startedAt
}

const startTimes = { linux: linuxStart, win32: windowsStart, other: posixStart }

/** proc(5): field 3 is the state, field 22 the start in clock ticks after boot. The name in field 2 may hold spaces. */
async function linuxStart(pid: number): Promise<string | undefined> {
  const [stat, bootId] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
  ])
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? undefined : `${bootId.trim()} ${fields[19]}`
}

async function posixStart(pid: number): Promise<string | undefined> {
  const { stdout } = await run('/bin/ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } })
  const [state, ...start] = stdout.trim().split(/\s+/)
  return state?.startsWith('Z') === true ? undefined : start.join(' ')
}

async function windowsStart(pid: number): Promise<string | undefined> {
  const command = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`
  const { stdout } = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', command])
  return stdout.trim()
}
