import type { StackProgress } from '../local-stack.ts'

/** A container to run. Its ports are the same inside and outside, and reachable from this machine only. */
export interface ContainerSpec {
  readonly image: string
  readonly environment: Readonly<Record<string, string>>
  /** Port inside the container → port on 127.0.0.1. */
  readonly ports: ReadonlyMap<number, number>
  /** Files put into the container before it starts. */
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly volume: { readonly name: string; readonly path: string } | undefined
  readonly asRoot: boolean
  /** In place of the image's own. */
  readonly command?: readonly string[]
}

export interface RunningContainer {
  stop(): Promise<void>
}

/** What we need of Docker. The one implementation is testcontainers; the decisions around it are tested without. */
export interface DockerEngine {
  /** False when containers would run on another machine, where 127.0.0.1 does not lead. */
  readonly isLocal: boolean
  hasImage(image: string): Promise<boolean>
  pull(image: string, onProgress: (progress: StackProgress) => void): Promise<void>
  /** Makes sure that containers go when this process does, also when it is killed. */
  guardAgainstLeftovers(): Promise<void>
  run(spec: ContainerSpec): Promise<RunningContainer>
  hasVolume(name: string): Promise<boolean>
  removeVolume(name: string): Promise<void>
  /** Stops containers of an earlier run that still use the volume. */
  stopUsersOf(volume: string): Promise<void>
}
