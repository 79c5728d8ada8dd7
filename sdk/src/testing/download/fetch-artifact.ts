import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { Artifact } from './artifact.ts'
import { findDamage, writeManifest } from './manifest.ts'

const temporary = 'unfinished-'
const staleMs = 24 * 3_600_000

export interface Download {
  readonly cacheFolder: string
  readonly artifact: Artifact
  /** Fills the output folder; the work folder is for what is needed on the way. */
  readonly fetch: (folders: { readonly workFolder: string; readonly outputFolder: string }) => Promise<void>
}

/**
 * The folder with an artifact's files, fetched if it is not in the cache or is damaged there.
 * Files come into the cache by one rename of a finished folder: a half download is never seen, and of two processes
 * that fetch at once one wins and the other uses what the winner brought.
 */
export async function fetchArtifact(download: Download): Promise<string> {
  const folder = join(download.cacheFolder, download.artifact.folder)
  if ((await findDamage(folder)) === undefined) return folder
  await mkdir(download.cacheFolder, { recursive: true })
  await removeStale(download.cacheFolder)
  const workFolder = await mkdtemp(join(download.cacheFolder, temporary))
  try {
    const outputFolder = join(workFolder, 'output')
    await mkdir(outputFolder)
    await download.fetch({ workFolder, outputFolder })
    await writeManifest(outputFolder)
    await putInPlace(outputFolder, folder, join(workFolder, 'damaged'))
    return folder
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

async function putInPlace(finished: string, folder: string, aside: string): Promise<void> {
  if ((await findDamage(folder)) === undefined) return
  await rename(folder, aside).catch(() => undefined)
  try {
    await rename(finished, folder)
  } catch (error) {
    // Another process was faster: fine if what it brought is whole.
    if ((await findDamage(folder)) !== undefined) throw error
  }
}

/** Removes what processes that were killed while fetching have left. */
async function removeStale(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith(temporary)) continue
    const folder = join(cacheFolder, name)
    const found = await stat(folder).catch(() => undefined)
    if (found !== undefined && Date.now() - found.mtimeMs > staleMs) await rm(folder, { recursive: true, force: true })
  }
}
