import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { AvroRecord } from './avro.ts'
import type { Sources } from './outputs.ts'
import { parseRecord } from './parse-schema.ts'

/** Reads the schema files of the package at `root` (the folder `schemas/`). Build time only. */
export function readSources(root: string): Sources {
  return {
    fields: readFolder(root, 'fields'),
    common: readFolder(root, 'common'),
    records: readFolder(root, 'records'),
  }
}

/** All files below `folder`, as text by path relative to it. */
export function readTree(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(files.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]))
}

function readFolder(root: string, folder: string): ReadonlyMap<string, AvroRecord> {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.avsc'))
  return new Map(
    names.toSorted().map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8')
      return [basename(name, '.avsc'), parseRecord(text, `${folder}/${name}`)]
    }),
  )
}
