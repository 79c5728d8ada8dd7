import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const passwordFile = 'password'

/** The password of a server's only user: invented once, and kept where only its owner can read it. */
export async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, passwordFile)
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept !== '') return kept
  const invented = randomBytes(18).toString('base64url')
  await writeFile(file, invented, { mode: 0o600 })
  return invented
}
