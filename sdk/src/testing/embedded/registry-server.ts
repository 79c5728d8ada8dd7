import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { registryEnforces, registryUrl } from '../answers.ts'
import { startServerProcess } from '../process/server-process.ts'
import type { ServerProcess } from '../process/server-process.ts'
import { smallJvm } from './small-jvm.ts'
import { waitForServer } from './wait-for-server.ts'

const graceMs = 10_000

export interface RegistryServerOptions {
  readonly java: string
  /** Folder with `quarkus-run.jar`. */
  readonly application: string
  readonly folder: string
  readonly port: number
  readonly managementPort: number
  readonly signal: AbortSignal
}

/** Files in the registry's folder; the proof is its H2 database, without which ids would be given anew. */
export const registryFiles = { proof: 'registry.mv.db', pidFile: 'registry.pid' } as const

/** Starts Apicurio Registry and resolves when it answers and refuses incompatible schemas. */
export async function startRegistryServer(options: RegistryServerOptions): Promise<ServerProcess> {
  const { folder, port } = options
  await mkdir(folder, { recursive: true })
  const database = join(folder, 'registry').replaceAll('\\', '/')
  const server = await startServerProcess({
    name: 'Apicurio Registry',
    command: options.java,
    args: [
      ...smallJvm,
      '-Dquarkus.http.host=127.0.0.1',
      `-Dquarkus.http.port=${port}`,
      '-Dquarkus.management.host=127.0.0.1',
      `-Dquarkus.management.port=${options.managementPort}`,
      '-Dapicurio.storage.sql.kind=h2',
      `-Dapicurio.datasource.url=jdbc:h2:file:${database};DB_CLOSE_ON_EXIT=FALSE`,
      '-jar',
      join(options.application, 'quarkus-run.jar'),
    ],
    logFile: join(folder, 'registry.log'),
    pidFile: join(folder, registryFiles.pidFile),
    graceMs,
  })
  await waitForServer(server, () => registryEnforces(registryUrl(port)), options.signal)
  return server
}
