import { join } from 'node:path'

import { kafkaArtifact, registryArtifact } from '../download/artifact.ts'
import { cacheFolder } from '../download/cache-folder.ts'
import { exists } from '../exists.ts'
import { thisHost } from '../java/java-host.ts'
import { findBinaries } from '../postgres/binaries.ts'
import type { Source } from '../source.ts'
import { startEmbedded } from './embedded-stack.ts'
import { findTools } from './find-tools.ts'

/** Kafka's and the registry's jars on a Java of this machine, and PostgreSQL from its npm package. */
export const embeddedSource: Source = {
  name: 'embedded',
  async find(options) {
    const cache = cacheFolder(options.environment)
    const folders = [kafkaArtifact, registryArtifact].map((artifact) => join(cache, artifact.folder))
    const search = await findTools(thisHost(options.environment), async () =>
      (await Promise.all(folders.map(exists))).every(Boolean),
    )
    if ('missing' in search) return search
    if (options.external?.databaseUrl) return { start: () => startEmbedded(options, search.tools) }
    const found = await findBinaries()
    if ('missing' in found) return found
    return { start: () => startEmbedded(options, { ...search.tools, postgres: found.folder }) }
  },
}
