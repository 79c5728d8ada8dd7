import type { StackProgress } from '../local-stack.ts'
import type { DockerEngine } from './docker-engine.ts'
import { whileProgressing } from './stall-guard.ts'

export interface DockerSearch {
  /** Finds the engine; rejects when there is none. */
  readonly connect: () => Promise<DockerEngine>
  readonly images: readonly string[]
  readonly onProgress: (progress: StackProgress) => void
  /** Silence after which Docker counts as not working. */
  readonly stallMs: number
  readonly signal?: AbortSignal | undefined
}

/** A Docker that works: it answers, runs containers on this machine, and has or gets the images. Throws the signal's reason. */
export async function findDocker(search: DockerSearch): Promise<{ engine: DockerEngine } | { missing: string }> {
  const { connect, images, onProgress, stallMs, signal } = search
  const step = async <T>(what: string, work: (progressed: () => void) => Promise<T>): Promise<T> => {
    try {
      return await whileProgressing(work, { stallMs, signal })
    } catch (cause) {
      throw new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    }
  }
  try {
    const engine = await step('Docker does not answer', connect)
    if (!engine.isLocal) return { missing: 'Docker runs its containers on another machine' }
    for (const image of images) {
      if (await step('Docker does not answer', () => engine.hasImage(image))) continue
      await step(`Docker does not get the image ${image}`, (progressed) =>
        engine.pull(image, (progress) => {
          progressed()
          onProgress(progress)
        }),
      )
    }
    await step('Docker does not run containers', () => engine.guardAgainstLeftovers())
    return { engine }
  } catch (error) {
    signal?.throwIfAborted()
    return { missing: error instanceof Error ? error.message : String(error) }
  }
}
