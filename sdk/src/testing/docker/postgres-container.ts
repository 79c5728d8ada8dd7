import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import type { DataPart } from '../data-part.ts'
import { exists } from '../exists.ts'
import { owner } from '../postgres/init-database.ts'
import { passwordFile } from '../postgres/password.ts'
import { postgresFolder } from '../postgres/postgres-part.ts'
import type { ContainerSpec, DockerEngine } from './docker-engine.ts'
import { volumePart } from './volume-part.ts'

/** The same version as the embedded server. */
export const postgresImage = 'postgres:18.4'
const insidePort = 5432

/** Its volume means something only with the password, which lies in the data folder. */
export function postgresVolumePart(engine: DockerEngine): DataPart {
  const volume = volumePart(engine, 'postgres')
  return {
    ...volume,
    exists: async (folder) =>
      (await exists(join(postgresFolder(folder), passwordFile))) && (await volume.exists(folder)),
  }
}

/** The folder where the password is kept, made. */
export async function passwordFolder(folder: string): Promise<string> {
  await mkdir(postgresFolder(folder), { recursive: true, mode: 0o700 })
  return postgresFolder(folder)
}

export function postgresContainer(port: number, password: string, volume: ContainerSpec['volume']): ContainerSpec {
  return {
    image: postgresImage,
    environment: {
      POSTGRES_USER: owner,
      POSTGRES_PASSWORD: password,
      POSTGRES_INITDB_ARGS: '--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8',
    },
    ports: new Map([[insidePort, port]]),
    files: [],
    volume,
    asRoot: false,
    command: ['postgres', '-c', 'max_connections=300', '-c', 'log_error_verbosity=terse', '-c', 'timezone=UTC'],
  }
}
