import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A Python with the packages of a requirements file, or why there is none. */
export type PythonEnvironment = { readonly python: string } | { readonly missing: string }

/** Makes a virtual environment for the requirements once, in the user's cache, and finds it again afterwards. */
export async function pythonEnvironment(requirements: string): Promise<PythonEnvironment> {
  const id = hash('sha256', readFileSync(requirements, 'utf8')).slice(0, 12)
  const folder = join(homedir(), '.cache', 'wabastream', `python-${id}`)
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return { python }
  const unfinished = `${folder}.${process.pid}`
  try {
    mkdirSync(join(folder, '..'), { recursive: true })
    await run('python3', ['-m', 'venv', '--copies', unfinished])
    await run(join(unfinished, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements])
    renameSync(unfinished, folder)
    return { python }
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    return { missing: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}
