import { join } from 'node:path'

import { kafkaArtifact, registryArtifact } from '../download/artifact.ts'
import { cacheFolder } from '../download/cache-folder.ts'
import { exists } from '../exists.ts'
import { thisHost } from '../java/java-host.ts'
import type { Source } from '../source.ts'
import { startEmbedded } from './embedded-stack.ts'
import { findTools } from './find-tools.ts'

/** Kafka's and the registry's jars on a Java of this machine. */
export const embeddedSource: Source = {
  name: 'embedded',
  async find(options) {
    const cache = cacheFolder(options.environment)
    const folders = [kafkaArtifact, registryArtifact].map((artifact) => join(cache, artifact.folder))
    const search = await findTools(thisHost(options.environment), async () =>
      (await Promise.all(folders.map(exists))).every(Boolean),
    )
    return 'missing' in search ? search : { start: () => startEmbedded(options, search.tools) }
  },
}
