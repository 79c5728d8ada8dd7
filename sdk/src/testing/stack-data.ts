import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

import { isGoneWithin, livingProcess, writePidFile } from './process/pid-file.ts'
import type { DataPart } from './data-part.ts'
import { exists } from './exists.ts'
import { LocalStackError } from './local-stack-error.ts'
import type { StackSource } from './local-stack.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The data folder of a stack, taken by this process. */
export interface StackData {
  /** Absolute. */
  readonly folder: string
  /** Says that all servers have made their data: from now on all parts belong together. */
  complete(): Promise<void>
  /** Lets go of the folder; a temporary one is removed. */
  release(): Promise<void>
}

export interface StackDataOptions {
  /** Absent: a temporary folder. */
  readonly dataDir: string | undefined
  readonly reset: boolean
  readonly source: StackSource
  readonly parts: readonly DataPart[]
}

/** A killed process stays visible for a moment; on a busy machine for some seconds. */
const killedWithinMs = 5_000
const ownerFile = 'owner.json'
const firstStartFile = 'first-start'
const madeByFile = 'made-by'

/** Who made the data in a folder, if there is any: only the same kind of servers can read it. */
export async function madeBy(dataDir: string): Promise<string | undefined> {
  return readFile(join(dataDir, madeByFile), 'utf8').catch(() => undefined)
}

/**
 * Takes a data folder: refuses one that another process uses, ends servers that a killed run left behind, and
 * makes sure that the parts belong together. Records that were written with one registry mean nothing to another.
 */
export async function openStackData(options: StackDataOptions): Promise<StackData> {
  const { dataDir, parts, source } = options
  const folder = resolve(dataDir ?? (await temporaryFolder(ownerFile)))
  await mkdir(folder, { recursive: true })
  await takeOwnership(folder)
  const release = async (): Promise<void> => {
    if (dataDir === undefined) await Promise.all(parts.map((part) => part.remove(folder)))
    await rm(dataDir === undefined ? folder : join(folder, ownerFile), { recursive: true, force: true })
  }
  try {
    await Promise.all(parts.map((part) => part.stopLeftBehind(folder)))
    // Nothing was ever served from a first start that did not get to its end.
    if (options.reset || (await exists(join(folder, firstStartFile)))) await clear(folder, parts)
    await refuseOtherMaker(folder, source)
    if (await isNew(folder, parts)) await writeFile(join(folder, firstStartFile), '')
  } catch (error) {
    await release()
    throw error
  }
  const complete = async (): Promise<void> => {
    await writeFile(join(folder, madeByFile), source)
    await rm(join(folder, firstStartFile), { force: true })
  }
  return { folder, release, complete }
}

/** True when no part is there, false when all are; anything between is an error. */
async function isNew(folder: string, parts: readonly DataPart[]): Promise<boolean> {
  const found = await Promise.all(parts.map((part) => part.exists(folder)))
  const missing = parts.filter((_, index) => found[index] === false).map((part) => part.name)
  const present = parts.filter((_, index) => found[index] === true).map((part) => part.name)
  if (missing.length === 0) return false
  if (present.length === 0 && (await madeBy(folder)) === undefined) return true
  const has = present.length === 0 ? 'was in use and has lost' : `has the data of ${present.join(' and ')} and not`
  throw new LocalStackError(
    'data_incomplete',
    `${folder} ${has} the data of ${missing.join(' and ')}. ` +
      'The data of all servers only means something together. Restore it, or start afresh: waba up --reset',
  )
}

async function refuseOtherMaker(folder: string, source: StackSource): Promise<void> {
  const maker = await madeBy(folder)
  if (maker === undefined || maker === source) return
  throw new LocalStackError(
    'data_incomplete',
    `${folder} holds data of ${maker} servers, which ${source} ones cannot read. ` +
      `Use --broker ${maker}, or start afresh: waba up --reset`,
  )
}

async function clear(folder: string, parts: readonly DataPart[]): Promise<void> {
  await Promise.all(parts.map((part) => part.remove(folder)))
  await Promise.all([madeByFile, firstStartFile].map((file) => rm(join(folder, file), { force: true })))
}

async function takeOwnership(folder: string): Promise<void> {
  const file = join(folder, ownerFile)
  const owner = await livingProcess(file)
  const isFree = owner === undefined || (owner.pid !== process.pid && (await isGoneWithin(owner, killedWithinMs)))
  if (!isFree) {
    throw new LocalStackError('data_in_use', `${folder} is in use by process ${owner.pid}. Stop that one first.`)
  }
  await writePidFile(file, process.pid)
}
