import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/** Names and texts of environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The environment of this process, with `.env` of the working directory below it: what is set outside wins.
 * The only reader of `process.env` in the project.
 */
export function readEnvironment(directory = process.cwd()): Environment {
  return { ...dotEnv(join(directory, '.env')), ...process.env }
}

/** The environment for a child process: this one's, with `extra` on top. */
export function childEnvironment(extra: Environment = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...extra }
}

function dotEnv(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`Cannot read ${path}`, { cause: error })
  }
}
