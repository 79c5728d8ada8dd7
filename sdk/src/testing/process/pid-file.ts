import { readFile, rm, writeFile } from 'node:fs/promises'

import { isAlive, processIdentity } from './process-identity.ts'
import type { ProcessIdentity } from './process-identity.ts'

const termMs = 10_000
const pollMs = 50

/** Notes which process runs here, so that a later start can end it if it was left behind. */
export async function writePidFile(file: string, pid: number): Promise<void> {
  const identity = await processIdentity(pid)
  if (identity !== undefined) await writeFile(file, JSON.stringify(identity))
}

/** The process that a file names, or undefined when the file is missing or no such process lives any more. */
export async function livingProcess(file: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const identity = text === undefined ? undefined : parseIdentity(text)
  return identity !== undefined && (await isAlive(identity)) ? identity : undefined
}

/** Ends the process that an earlier run left behind, with SIGKILL if it must. Never another one that got its number. */
export async function stopLeftBehind(file: string, stopSignal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const identity = await livingProcess(file)
  if (identity !== undefined) {
    signal(identity.pid, stopSignal)
    if (!(await isGoneWithin(identity, termMs))) {
      signal(identity.pid, 'SIGKILL')
      await isGoneWithin(identity, termMs)
    }
  }
  await rm(file, { force: true })
}

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) return undefined
    const { pid, startedAt } = value
    return typeof pid === 'number' && pid > 1 && typeof startedAt === 'string' ? { pid, startedAt } : undefined
  } catch {
    return undefined
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended between the look and the signal.
  }
}

/** Waits for the end of a process. False when it still lives after that time. */
export async function isGoneWithin(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (await isAlive(identity)) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  return true
}
