import { execFileSync } from 'node:child_process'

/** Who runs where, in the spelling of `taskset`. */
export interface Cores {
  /** For the server that is measured, alone. */
  readonly server: string
  /** For everything else: load, broker, registry. */
  readonly rest: string
}

/** Two parts of the cores that this process may use, or why they cannot be told apart. */
export function divideCores(): Cores | { readonly impossible: string } {
  let said: string
  try {
    said = execFileSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' })
  } catch {
    return { impossible: 'there is no taskset on this machine' }
  }
  const cores = parseCores(said.slice(said.lastIndexOf(':') + 1))
  const [server] = cores.slice(-1)
  if (server === undefined || cores.length < 2) return { impossible: 'there is only one core' }
  return { server: String(server), rest: cores.slice(0, -1).join(',') }
}

/** `0-2,5` as numbers. */
export function parseCores(text: string): readonly number[] {
  return text
    .trim()
    .split(',')
    .flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    })
}

/** Keeps this process, with all its threads, and every process that it starts from now on, on these cores. */
export function moveTo(cores: string): void {
  execFileSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)], { stdio: 'ignore' })
}
