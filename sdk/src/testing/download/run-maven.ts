import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { LocalStackError } from '../local-stack-error.ts'
import type { Environment } from '../../config/index.ts'
import type { Artifact } from './artifact.ts'
import { folderSize } from './folder-size.ts'

const pollMs = 250
const keptOutputChars = 4_000

export interface MavenRun {
  readonly maven: string
  readonly environment: Environment
  readonly artifact: Artifact
  /** An empty folder for everything that Maven needs on the way. */
  readonly workFolder: string
  /** Where the files go. */
  readonly outputFolder: string
  readonly onBytes: (bytes: number) => void
  readonly signal: AbortSignal
}

/**
 * Lets Maven fetch an artifact, with the mirrors and proxies of the user's settings.
 * It gets a repository of its own: two runs cannot disturb each other, its growth is the progress, and the user's
 * repository is not filled with what we copy anyway.
 */
export async function runMaven(run: MavenRun): Promise<void> {
  const pom = join(run.workFolder, 'pom.xml')
  const repository = join(run.workFolder, 'repository')
  await writeFile(pom, run.artifact.pom)
  const args = ['--batch-mode', '--quiet', '--no-transfer-progress', '--strict-checksums', '--file', pom]
  args.push(`-Dmaven.repo.local=${repository}`, `-DoutputDirectory=${run.outputFolder}`, ...run.artifact.goal)

  const windows = process.platform === 'win32'
  // mvn is a batch file on Windows, which only a shell can run.
  const child = spawn(windows ? `"${run.maven}"` : run.maven, windows ? args.map((arg) => `"${arg}"`) : args, {
    env: { ...run.environment },
    shell: windows,
    signal: run.signal,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  const keep = (chunk: Buffer): void => {
    output = `${output}${chunk.toString()}`.slice(-keptOutputChars)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const poll = setInterval(() => void folderSize(repository).then(run.onBytes), pollMs)
  const failed = (why: string, options?: ErrorOptions): LocalStackError =>
    new LocalStackError('download_failed', `Maven could not fetch ${run.artifact.name}:\n${why}`, options)
  try {
    const [code] = (await once(child, 'close').catch((cause: unknown) => {
      run.signal.throwIfAborted()
      throw failed('mvn could not be run', { cause })
    })) as [number | null]
    if (code !== 0) throw failed(stripVTControlCharacters(output).trim())
  } finally {
    clearInterval(poll)
  }
}
