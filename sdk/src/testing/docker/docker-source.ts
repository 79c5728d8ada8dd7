import type { Source } from '../source.ts'
import { imagesFor, startInDocker } from './docker-stack.ts'
import { findDocker } from './find-docker.ts'

const stallMs = 10_000

/** The servers as containers. */
export const dockerSource: Source = {
  name: 'docker',
  async find(options) {
    const found = await findDocker({
      // Loaded only when it is asked for: it is large, and most starts have data that says who made it.
      connect: async () => (await import('./testcontainers-engine.ts')).connectToDocker(),
      images: imagesFor(options),
      onProgress: options.onProgress ?? (() => undefined),
      stallMs,
      signal: options.signal,
    })
    return 'missing' in found ? found : { start: () => startInDocker(options, found.engine) }
  },
}
