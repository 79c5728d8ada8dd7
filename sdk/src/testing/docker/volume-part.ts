import { createHash } from 'node:crypto'

import type { DataPart } from '../data-part.ts'
import type { DockerEngine } from './docker-engine.ts'

/** The volume of one server for a data folder: a container's user may not write into a folder of ours. */
export function volumeName(folder: string, server: string): string {
  return `wabastream-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}-${server}`
}

/** A part of the data that is a Docker volume. */
export function volumePart(engine: DockerEngine, name: string): DataPart {
  return {
    name,
    exists: (folder) => engine.hasVolume(volumeName(folder, name)),
    remove: (folder) => engine.removeVolume(volumeName(folder, name)),
    stopLeftBehind: (folder) => engine.stopUsersOf(volumeName(folder, name)),
  }
}
