import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { exists } from './exists.ts'
import { stopLeftBehind } from './process/pid-file.ts'

/** One server's share of a data folder. */
export interface DataPart {
  /** For errors and folder names: 'kafka'. */
  readonly name: string
  exists(folder: string): Promise<boolean>
  remove(folder: string): Promise<void>
  /** Ends what an earlier start may have left running on this data. */
  stopLeftBehind(folder: string): Promise<void>
}

/** A part that is a folder of its own. `proof` is a file in it that is there as long as the data is. */
export function folderPart(name: string, files: { readonly proof: string; readonly pidFile: string }): DataPart {
  return {
    name,
    exists: (folder) => exists(join(folder, name, files.proof)),
    remove: (folder) => rm(join(folder, name), { recursive: true, force: true }),
    stopLeftBehind: (folder) => stopLeftBehind(join(folder, name, files.pidFile)),
  }
}
