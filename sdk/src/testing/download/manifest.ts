import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

const manifestName = 'manifest.json'

interface ManifestFile {
  readonly path: string
  readonly bytes: number
  readonly mtimeMs: number
  readonly sha256: string
}

/** Notes size, time and SHA-256 of every file below a folder. Written last, so its absence means "not finished". */
export async function writeManifest(folder: string): Promise<void> {
  const files: ManifestFile[] = []
  for (const path of await filesBelow(folder)) {
    const { size, mtimeMs } = await stat(join(folder, path))
    files.push({ path, bytes: size, mtimeMs, sha256: await sha256(join(folder, path)) })
  }
  await writeFile(join(folder, manifestName), JSON.stringify(files, undefined, 1))
}

/**
 * What is wrong with a folder that has a manifest: the first damaged or missing file, or undefined when all are
 * as they were. A file with its old size and time is trusted; any other is hashed.
 */
export async function findDamage(folder: string): Promise<string | undefined> {
  const files = await readManifest(folder)
  if (files === undefined) return manifestName
  const found = await Promise.all(files.map((file) => isIntact(folder, file)))
  return files[found.indexOf(false)]?.path
}

async function isIntact(folder: string, file: ManifestFile): Promise<boolean> {
  const path = join(folder, file.path)
  const now = await stat(path).catch(() => undefined)
  if (now === undefined || now.size !== file.bytes) return false
  return now.mtimeMs === file.mtimeMs || (await sha256(path)) === file.sha256
}

async function readManifest(folder: string): Promise<readonly ManifestFile[] | undefined> {
  try {
    // We wrote it, whole, before the folder got its name: nothing else is expected in it.
    const files = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as readonly ManifestFile[]
    return files.length > 0 ? files : undefined
  } catch {
    return undefined
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted()
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
