import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { Environment } from './environment.ts'

const stackForm = z.object({
  version: z.literal(1),
  /** Who runs Kafka and the registry. */
  broker: z.enum(['external', 'docker', 'embedded']),
  /** `host:port`, separated by commas. */
  brokers: z.string().min(1),
  registryUrl: z.url(),
  databaseUrl: z.string().nullish(),
  /** The full address of the webhook. */
  ingressUrl: z.url(),
  apiUrl: z.url().nullish(),
  opsUrl: z.url(),
  simulatorUrl: z.url().nullish(),
  topicPrefix: z.string(),
  appId: z.string(),
  appSecret: z.string().min(1),
  verifyToken: z.string().min(1),
  /** The process to signal. */
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
})

/** What a running local stack tells about itself. Holds secrets: only its owner may read the file. */
export type Stack = z.output<typeof stackForm>

const place = join('.wabastream', 'stack.json')

/** Where the stack file of a directory is, whether or not it exists. */
export function stackFileIn(directory: string): string {
  return join(directory, place)
}

/** Writes the stack file, readable for its owner only and never half written: the directory must exist. */
export function writeStackFile(path: string, stack: Stack): void {
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, `${JSON.stringify(stackForm.parse(stack), null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, path)
}

/** Removes the stack file, if it is there and was written for this process: another stack's file stays. */
export function removeStackFile(path: string, pid = process.pid): void {
  if (readStackFile(path)?.pid === pid) rmSync(path, { force: true })
}

/**
 * Reads a stack file; null when there is none.
 * @throws Error when it cannot be read or is not of this form; the message holds nothing of its content.
 */
export function readStackFile(path: string): Stack | null {
  const text = textOf(path)
  if (text === null) return null
  const parsed = stackForm.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const wrong = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole file'))]
  throw new Error(`${path} is not a stack file of this version (wrong: ${wrong.join(', ')}); start the stack again`)
}

/**
 * The running stack of this directory or the nearest one above, or the one that `WABASTREAM_STACK` names.
 * @throws Error when `WABASTREAM_STACK` names no file, or when the file is broken.
 */
export function findStack(environment: Environment, directory = process.cwd()): Stack | null {
  const named = environment['WABASTREAM_STACK']
  if (named !== undefined && named !== '') {
    const stack = readStackFile(resolve(directory, named))
    if (stack) return stack
    throw new Error(`WABASTREAM_STACK names ${named}, but there is no such file: no stack runs there`)
  }
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const stack = readStackFile(stackFileIn(folder))
    if (stack || dirname(folder) === folder) return stack
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new Error(`Cannot read ${path} (${code ?? 'error'})`, { cause })
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
