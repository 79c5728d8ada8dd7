import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import { execFile } from 'node:child_process'

import type { Environment } from '../../config/index.ts'

/** What the search for Java asks of a machine. Tests put an invented one in its place. */
export interface JavaHost {
  readonly platform: NodeJS.Platform
  readonly environment: Environment
  readonly home: string
  /** Names in a folder; empty when there is no such folder. */
  list(folder: string): readonly string[]
  /** Text of a file, or undefined. */
  read(file: string): string | undefined
  /** The file behind all links, or undefined when there is none. */
  realPath(file: string): string | undefined
  /** What the command prints on both outputs, or undefined when it cannot be run. */
  run(command: string, args: readonly string[]): Promise<string | undefined>
}

/** This machine. */
export function thisHost(environment: Environment): JavaHost {
  return {
    platform: process.platform,
    environment,
    home: homedir(),
    list: (folder) => orUndefined(() => readdirSync(folder)) ?? [],
    read: (file) => orUndefined(() => readFileSync(file, 'utf8')),
    realPath: (file) => orUndefined(() => realpathSync(file)),
    run: (command, args) =>
      new Promise((resolve) => {
        execFile(command, [...args], { timeout: 10_000 }, (error, stdout, stderr) => {
          resolve(error === null ? `${stdout}\n${stderr}` : undefined)
        })
      }),
  }
}

/** Path rules of the host's platform. */
export function pathsOf(host: Pick<JavaHost, 'platform'>): typeof posix {
  return host.platform === 'win32' ? win32 : posix
}

/** The folders of PATH, in order. Windows spells the variable `Path`. */
export function pathFolders(host: Pick<JavaHost, 'platform' | 'environment'>): readonly string[] {
  const path = host.environment['PATH'] ?? host.environment['Path'] ?? ''
  return path.split(pathsOf(host).delimiter).filter((folder) => folder !== '')
}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
