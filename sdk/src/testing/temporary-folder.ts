import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { exists } from './exists.ts'
import { postgresPart } from './postgres/postgres-part.ts'
import { livingProcess } from './process/pid-file.ts'

const prefix = 'wabastream-stack-'

/** A new folder for a stack's data. Folders whose owner was killed go on this occasion. */
export async function temporaryFolder(ownerFile: string, parent: string = tmpdir()): Promise<string> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(prefix))
  await Promise.all(names.map((name) => removeAbandoned(join(parent, name), ownerFile)))
  return mkdtemp(join(parent, prefix))
}

/** One without an owner file is just being made by somebody. */
async function removeAbandoned(folder: string, ownerFile: string): Promise<void> {
  const file = join(folder, ownerFile)
  if (!(await exists(file)) || (await livingProcess(file)) !== undefined) return
  // Another process may be removing it too, and another user's cannot be removed.
  await postgresPart.remove(folder).catch(() => undefined)
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}
