import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../program/usage-error.ts'

/** Files to write in a checkout. Paths are relative to its root. */
export interface Change {
  /** New files: none of them may be there. */
  readonly create: Readonly<Record<string, string>>
  /** Files that are there: what they become. */
  readonly edit: Readonly<Record<string, (text: string) => string>>
}

/**
 * Carries out a change, all of it or nothing: first everything is checked and worked out, then it is written.
 * Gives the paths that were written.
 * @throws UsageError when a new file is there already, or a file to edit has not the expected form.
 */
export function carryOut(root: string, { create, edit }: Change): readonly string[] {
  const taken = Object.keys(create).filter((path) => existsSync(join(root, path)))
  if (taken.length > 0)
    throw new UsageError(`Already there: ${taken.join(', ')}. Choose another name, or remove it first`)
  const edited = Object.entries(edit).map(
    ([path, change]) => [path, change(readFileSync(join(root, path), 'utf8'))] as const,
  )
  const files = [...Object.entries(create), ...edited]
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return files.map(([path]) => path)
}

/**
 * Puts text behind the only place where `anchor` stands.
 * @throws UsageError when it stands nowhere or twice: the file was changed by hand.
 */
export function insertAfter(text: string, anchor: string, addition: string): string {
  const parts = text.split(anchor)
  const [before, after] = parts
  if (parts.length !== 2 || before === undefined || after === undefined)
    throw new UsageError(
      `Cannot find the place for the new lines: ${JSON.stringify(anchor.trim())} should be there once`,
    )
  return before + anchor + addition + after
}
