import { brokerAnswers, registryEnforces, registryUrl } from '../answers.ts'
import { startTogether } from '../embedded/start-together.ts'
import { controllerId, kafkaProperties, propertiesText } from '../kafka-properties.ts'
import { LocalStackError } from '../local-stack-error.ts'
import type { LocalStack, LocalStackOptions } from '../local-stack.ts'
import { freePorts } from '../ports.ts'
import { databaseAnswers, databaseUrl } from '../postgres/database-answers.ts'
import { passwordIn } from '../postgres/password.ts'
import { startProxy } from '../proxy.ts'
import type { Proxy } from '../proxy.ts'
import { openStackData } from '../stack-data.ts'
import { waitUntil } from '../wait-until.ts'
import type { ContainerSpec, DockerEngine, RunningContainer } from './docker-engine.ts'
import { passwordFolder, postgresContainer, postgresImage, postgresVolumePart } from './postgres-container.ts'
import { volumeName, volumePart } from './volume-part.ts'

// The same versions as the embedded servers.
const kafkaImage = 'apache/kafka:4.3.1'
const registryImage = 'apicurio/apicurio-registry:3.3.3'

const registryPort = 8080
const controllerPort = 9093
const readyWithinMs = 90_000
const java = '-Xmx512m'

/** The images that a stack needs. */
export function imagesFor({ external }: LocalStackOptions): readonly string[] {
  return external?.databaseUrl ? [kafkaImage, registryImage] : [kafkaImage, registryImage, postgresImage]
}

interface Ports {
  readonly kafka: number
  readonly registry: number
  readonly proxied: number
}

/** The servers in containers, their data in volumes that belong to the data folder. */
export async function startInDocker(options: LocalStackOptions, engine: DockerEngine): Promise<LocalStack> {
  const { dataDir, reset = false } = options
  const keepsData = dataDir !== undefined
  // Data of a temporary stack goes with its containers.
  const ownDatabase = !options.external?.databaseUrl
  const database = ownDatabase ? [postgresVolumePart(engine)] : []
  const parts = keepsData ? [volumePart(engine, 'kafka'), volumePart(engine, 'registry'), ...database] : []
  const data = await openStackData({ dataDir, reset, source: 'docker', parts })
  let proxy: Proxy | undefined
  const clean = async (): Promise<void> => {
    await proxy?.close()
    await data.release()
  }
  try {
    const wishes = [options.ports?.kafka, options.ports?.registry, undefined, options.ports?.postgres]
    const [kafka, registry, proxied, postgres] = (await freePorts(wishes)) as [number, number, number, number]
    const ports = { kafka, registry, proxied }
    proxy = options.proxied === true ? await startProxy({ host: '127.0.0.1', port: proxied }) : undefined
    const volume = (server: string, path: string): ContainerSpec['volume'] =>
      keepsData ? { name: volumeName(data.folder, server), path } : undefined
    const kafkaSpec = kafkaContainer(ports, proxy?.port, volume('kafka', '/var/lib/kafka/data'))
    const registrySpec = registryContainer(ports, volume('registry', '/data'))
    const password = await passwordIn(await passwordFolder(data.folder))
    const postgresSpec = postgresContainer(postgres, password, volume('postgres', '/var/lib/postgresql'))
    const ownUrl = databaseUrl({ port: postgres, password })
    const postgresStart = (signal: AbortSignal) =>
      runUntilReady(engine, postgresSpec, () => databaseAnswers(ownUrl), signal)
    const containers = await startTogether(
      [
        ...(ownDatabase ? [postgresStart] : []),
        (signal) => runUntilReady(engine, kafkaSpec, () => brokerAnswers(kafka), signal),
        (signal) => runUntilReady(engine, registrySpec, () => registryEnforces(registryUrl(registry)), signal),
      ],
      options.signal,
    )
    await data.complete()
    let stopping: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      await Promise.all(containers.map((container) => container.stop()))
      await clean()
    }
    return {
      broker: 'docker',
      brokers: `127.0.0.1:${kafka}`,
      registryUrl: registryUrl(registry),
      databaseUrl: options.external?.databaseUrl || ownUrl,
      ...(proxy === undefined ? {} : { proxied: { proxy, brokers: `127.0.0.1:${proxy.port}` } }),
      stop: () => (stopping ??= stop()),
    }
  } catch (error) {
    await clean()
    throw error
  }
}

/** The image takes a whole server.properties from /mnt/shared/config, and formats a new data folder itself. */
export function kafkaContainer(
  ports: Ports,
  proxyPort: number | undefined,
  volume: ContainerSpec['volume'],
): ContainerSpec {
  const proxied = proxyPort === undefined ? undefined : { port: ports.proxied, advertisedPort: proxyPort }
  const node = {
    id: controllerId,
    controllerPort,
    port: ports.kafka,
    proxied,
    clusterSize: 1,
    bindHost: '0.0.0.0',
  } as const
  const open = proxied === undefined ? [ports.kafka] : [ports.kafka, ports.proxied]
  return {
    image: kafkaImage,
    environment: { KAFKA_HEAP_OPTS: java },
    // The same number inside and outside: the advertised address is then right for the broker itself too.
    ports: new Map(open.map((port) => [port, port])),
    files: [
      {
        path: '/mnt/shared/config/server.properties',
        text: propertiesText(kafkaProperties(node, '/var/lib/kafka/data')),
      },
    ],
    volume,
    asRoot: false,
  }
}

/** Without a database URL the registry would keep its ids in memory only. */
export function registryContainer(ports: Ports, volume: ContainerSpec['volume']): ContainerSpec {
  return {
    image: registryImage,
    environment: {
      APICURIO_STORAGE_SQL_KIND: 'h2',
      APICURIO_DATASOURCE_URL: `jdbc:h2:file:${volume?.path ?? '/tmp'}/registry;DB_CLOSE_ON_EXIT=FALSE`,
      JAVA_OPTS_APPEND: java,
    },
    ports: new Map([[registryPort, ports.registry]]),
    files: [],
    volume,
    // A new volume belongs to root, and the image's own user could not write to it.
    asRoot: true,
  }
}

async function runUntilReady(
  engine: DockerEngine,
  spec: ContainerSpec,
  answers: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<RunningContainer> {
  const container = await engine.run(spec)
  try {
    if (await waitUntil(answers, { withinMs: readyWithinMs, signal })) return container
    throw new LocalStackError(
      'server_failed',
      `The container of ${spec.image} did not answer within ${readyWithinMs / 1_000} s. ` +
        'See its log with docker logs, or run without Docker: --broker embedded',
    )
  } catch (error) {
    await container.stop()
    throw error
  }
}
