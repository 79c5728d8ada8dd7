import { GenericContainer, ImageName, getContainerRuntimeClient, getReaper } from 'testcontainers'

import type { StackProgress } from '../local-stack.ts'
import type { ContainerSpec, DockerEngine, RunningContainer } from './docker-engine.ts'
import { pullProgress } from './pull-progress.ts'

type Dockerode = Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['dockerode']

const stopTimeoutMs = 15_000

/** The Docker of this machine through testcontainers, wherever that finds one. Rejects when there is none. */
export async function connectToDocker(): Promise<DockerEngine> {
  const client = await getContainerRuntimeClient()
  const { dockerode } = client.container
  return {
    isLocal: ['localhost', '127.0.0.1'].includes(client.info.containerRuntime.host),
    hasImage: (image) => client.image.exists(ImageName.fromString(image)),
    pull: (image, onProgress) => pull(dockerode, image, onProgress),
    guardAgainstLeftovers: async () => {
      await getReaper(client)
    },
    run,
    hasVolume: (name) =>
      dockerode
        .getVolume(name)
        .inspect()
        .then(() => true, isNotFound),
    removeVolume: (name) =>
      dockerode
        .getVolume(name)
        .remove()
        .then(() => undefined, ignoreNotFound),
    stopUsersOf: async (volume) => {
      const users = await dockerode.listContainers({ all: true, filters: { volume: [volume] } })
      await Promise.all(users.map(({ Id }) => dockerode.getContainer(Id).remove({ force: true })))
    },
  }
}

async function run(spec: ContainerSpec): Promise<RunningContainer> {
  const container = new LoopbackContainer(spec.image)
    .withEnvironment({ ...spec.environment })
    .withExposedPorts(...[...spec.ports].map(([inside, outside]) => ({ container: inside, host: outside })))
    .withCopyContentToContainer(spec.files.map(({ path, text }) => ({ content: text, target: path, mode: 0o644 })))
  if (spec.volume !== undefined) container.withBindMounts([{ source: spec.volume.name, target: spec.volume.path }])
  if (spec.command !== undefined) container.withCommand([...spec.command])
  if (spec.asRoot) container.withUser('root')
  const started = await container.start()
  return {
    stop: async () => {
      await started.stop({ timeout: stopTimeoutMs })
    },
  }
}

/** testcontainers publishes ports on every interface of the machine; a local stack is nobody else's business. */
class LoopbackContainer extends GenericContainer {
  protected override async beforeContainerCreated(): Promise<void> {
    const bindings = (this.hostConfig.PortBindings ?? {}) as Record<string, { HostIp?: string }[]>
    for (const binding of Object.values(bindings).flat()) binding.HostIp = '127.0.0.1'
  }
}

async function pull(dockerode: Dockerode, image: string, onProgress: (progress: StackProgress) => void): Promise<void> {
  const stream = await dockerode.pull(ImageName.fromString(image).string)
  const progress = pullProgress(image)
  await new Promise<void>((resolve, reject) => {
    dockerode.modem.followProgress(
      stream,
      (error) => (error ? reject(error) : resolve()),
      (event: unknown) => onProgress(progress(event)),
    )
  })
}

function isNotFound(error: unknown): false {
  ignoreNotFound(error)
  return false
}

function ignoreNotFound(error: unknown): void {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
  if (status !== 404) throw error
}
