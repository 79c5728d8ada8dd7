import { LocalStackError } from '../local-stack-error.ts'
import type { Environment } from '../../config/index.ts'
import type { StackProgress } from '../local-stack.ts'
import type { Artifact } from './artifact.ts'
import { fetchArtifact } from './fetch-artifact.ts'
import { runMaven } from './run-maven.ts'

export interface MavenArtifactOptions {
  readonly artifact: Artifact
  readonly cacheFolder: string
  readonly maven: string | undefined
  readonly environment: Environment
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  readonly signal: AbortSignal
}

/** The folder with an artifact's files: from the cache, or through Maven. */
export function mavenArtifact(options: MavenArtifactOptions): Promise<string> {
  const { artifact, cacheFolder, maven, environment, onProgress, signal } = options
  return fetchArtifact({
    cacheFolder,
    artifact,
    fetch: async (folders) => {
      if (maven === undefined) {
        throw new LocalStackError(
          'download_failed',
          `${artifact.name} has to be fetched, and there is no mvn to do it.`,
        )
      }
      const report = (bytes: number): void =>
        onProgress?.({ what: artifact.name, bytes, totalBytes: Math.max(bytes, artifact.downloadBytes) })
      report(0)
      await runMaven({ maven, environment, artifact, ...folders, onBytes: report, signal })
    },
  })
}
