import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Environment } from '@wabastream/sdk/config'
import type { Reference } from './file-schema.ts'

/** Where references are looked up. */
export interface Sources {
  readonly environment: Environment
  /** Relative paths of files start here: the folder of the file of destinations. */
  readonly folder: string
}

export type Resolved = { readonly text: string } | { readonly problem: string }

/** The text that a reference stands for; one trailing newline of a file is dropped. */
export function resolveReference(reference: Reference, { environment, folder }: Sources): Resolved {
  if ('env' in reference) {
    const text = environment[reference.env]
    return text === undefined || text === '' ? { problem: `the environment has no ${reference.env}` } : { text }
  }
  try {
    const text = readFileSync(resolve(folder, reference.file), 'utf8').replace(/\r?\n$/, '')
    return text === '' ? { problem: 'the file is empty' } : { text }
  } catch (error) {
    return { problem: `cannot read the file (${(error as NodeJS.ErrnoException).code ?? 'error'})` }
  }
}
