import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process above this one. */
export interface Ancestor {
  readonly pid: number
  readonly command: string
}

const checkEveryMs = 500

/** The processes whose end must end this one: its parent, and the package runners above it without a gap. */
export function watchedAncestors(chain: readonly Ancestor[]): readonly Ancestor[] {
  const [parent, ...above] = chain
  if (!parent || parent.pid <= 1) return []
  const end = above.findIndex(({ command }) => !isRunner(command) && !isShell(command))
  const runners = (end === -1 ? above : above.slice(0, end)).filter(({ command }) => isRunner(command))
  return [parent, ...runners]
}

/** Package runners pass no signal on, and die without telling: each of them is watched, not only the nearest. */
function isRunner(command: string): boolean {
  return !isShell(command) && /\b(?:npx|npm|pnpm|corepack)\b/.test(command)
}

/** A shell between two runners (`sh -c …`) ends with them. One above them may be done before they are: it is not watched. */
function isShell(command: string): boolean {
  return /^(?:\S*\/)?(?:ba|da|z)?sh -c /.test(command)
}

/** Calls back once when one of the watched ancestors is gone. The timer does not keep the process alive. */
export function onOrphaned(callback: () => void): () => void {
  const watched = watchedAncestors(ancestorsOf(process.pid))
  const timer = setInterval(() => {
    if (process.ppid === watched[0]?.pid && watched.every(({ pid }) => isAlive(pid))) return
    clearInterval(timer)
    callback()
  }, checkEveryMs).unref()
  if (watched.length === 0) clearInterval(timer)
  return () => clearInterval(timer)
}

/** Whether a process of that id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Nearest first. Where the system does not tell (Windows), only what is known. */
function ancestorsOf(pid: number): readonly Ancestor[] {
  const found: Ancestor[] = []
  for (let above = process.ppid; above > 1 && found.length < 20;) {
    const told = describe(above)
    found.push({ pid: above, command: told?.command ?? '' })
    if (!told || told.parent === pid) break
    above = told.parent
  }
  return found
}

function describe(pid: number): { readonly parent: number; readonly command: string } | null {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
  } catch {
    return null
  }
}

function fromProc(pid: number) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  return { parent: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1] ?? 0), command }
}

function fromPs(pid: number) {
  const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  const [, parent = '0', command = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
  return { parent: Number(parent), command }
}
