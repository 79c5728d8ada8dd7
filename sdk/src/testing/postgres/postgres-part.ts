import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import type { DataPart } from '../data-part.ts'
import { exists } from '../exists.ts'
import { stopLeftBehind } from '../process/pid-file.ts'
import { dataOf, removeElsewhere } from './home.ts'

/** SIGTERM would wait until the last client has left. */
export const postgresFiles = { pidFile: 'postgres.pid', stopSignal: 'SIGINT' } as const

/** Folder of the server within a data folder. */
export function postgresFolder(folder: string): string {
  return join(folder, 'postgres')
}

/** PostgreSQL's share of a data folder. */
export const postgresPart: DataPart = {
  name: 'postgres',
  exists: (folder) => exists(join(dataOf(postgresFolder(folder)), 'PG_VERSION')),
  async remove(folder) {
    await removeElsewhere(postgresFolder(folder))
    await rm(postgresFolder(folder), { recursive: true, force: true })
  },
  stopLeftBehind: (folder) =>
    stopLeftBehind(join(postgresFolder(folder), postgresFiles.pidFile), postgresFiles.stopSignal),
}
