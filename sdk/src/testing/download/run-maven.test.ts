import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { kafkaArtifact } from './artifact.ts'
import { runMaven } from './run-maven.ts'

let workFolder: string

beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'wabastream-mvn-'))
})
afterEach(() => rm(workFolder, { recursive: true, force: true }))

/** Runs a shell script in the place of Maven. */
async function run(script: string, signal: AbortSignal = new AbortController().signal): Promise<readonly number[]> {
  const maven = join(workFolder, 'mvn')
  await writeFile(maven, `#!/bin/sh\ncd "$(dirname "$0")"\n${script}\n`)
  await chmod(maven, 0o755)
  const bytes: number[] = []
  const onBytes = (now: number): void => void bytes.push(now)
  await runMaven({ maven, environment: {}, artifact: kafkaArtifact, workFolder, outputFolder: '/out', onBytes, signal })
  return bytes
}

describe.skipIf(process.platform === 'win32')('runMaven', () => {
  test('asks for the pinned artifact, with checksums and a repository of its own', async () => {
    await run('printf "%s\\n" "$@" > args')
    const args = (await readFile(join(workFolder, 'args'), 'utf8')).trim().split('\n')
    expect(args).toContain('--strict-checksums')
    expect(args).toContain(`-Dmaven.repo.local=${join(workFolder, 'repository')}`)
    expect(args).toContain('-DoutputDirectory=/out')
    expect(args).toContain(kafkaArtifact.goal[0])
    expect(await readFile(join(workFolder, 'pom.xml'), 'utf8')).toContain('<artifactId>kafka_2.13</artifactId>')
  })

  test('tells how many bytes have come', async () => {
    const bytes = await run('mkdir repository; printf 12345 > repository/a.jar; exec sleep 0.6')
    expect(bytes).toContain(5)
  })

  test('a failure shows what Maven said', async () => {
    await expect(run('echo "[ERROR] Unknown host"; exit 1')).rejects.toMatchObject({
      failure: 'download_failed',
      message: expect.stringContaining('[ERROR] Unknown host'),
    })
  })

  test('the signal ends it', async () => {
    const reason = new Error('Ctrl-C')
    const stop = new AbortController()
    const running = run('touch started; exec sleep 60', stop.signal)
    stop.abort(reason)
    await expect(running).rejects.toBe(reason)
  })
})
