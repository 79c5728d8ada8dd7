import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { outputs } from './outputs.ts'
import { readSources, readTree } from './read-sources.ts'

// Writes generated/ anew from fields/, common/ and records/. Files that nothing asks for any more are removed.
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'generated')
const files = outputs(readSources(root))

mkdirSync(folder, { recursive: true })
const before = readTree(folder)
for (const path of before.keys()) if (!files.has(path)) rmSync(join(folder, path))
let written = 0
for (const [path, text] of files) {
  if (before.get(path) === text) continue
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  written += 1
}
console.log(`${files.size} files in schemas/generated, ${written} changed`)
