import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The root of the real workspace. */
export const workspaceRoot = join(import.meta.dirname, '../../..')

/** A folder with the given files and the installed tools of the real workspace. Removed on dispose. */
export interface TempWorkspace extends Disposable {
  readonly root: string
}

/** Makes a workspace for one test: `using workspace = tempWorkspace({ 'a/b.ts': '…' })`. */
export function tempWorkspace(files: Readonly<Record<string, string>>): TempWorkspace {
  const root = mkdtempSync(join(tmpdir(), 'wabastream-check-'))
  symlinkSync(join(workspaceRoot, 'node_modules'), join(root, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}
