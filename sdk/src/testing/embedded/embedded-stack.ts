import { join } from 'node:path'

import { registryUrl } from '../answers.ts'
import { cacheFolder } from '../download/cache-folder.ts'
import { kafkaArtifact, registryArtifact } from '../download/artifact.ts'
import { mavenArtifact } from '../download/maven-artifact.ts'
import type { ServerProcess } from '../process/server-process.ts'
import { folderPart } from '../data-part.ts'
import type { DataPart } from '../data-part.ts'
import { LocalStackError } from '../local-stack-error.ts'
import type { LocalStack, LocalStackOptions, ProxiedBroker } from '../local-stack.ts'
import { lastLines } from '../process/last-lines.ts'
import { freePorts } from '../ports.ts'
import { postgresFolder, postgresPart } from '../postgres/postgres-part.ts'
import { startPostgresServer } from '../postgres/postgres-server.ts'
import type { PostgresServer } from '../postgres/postgres-server.ts'
import { startProxy } from '../proxy.ts'
import { openStackData } from '../stack-data.ts'
import type { StackData } from '../stack-data.ts'
import type { EmbeddedTools } from './find-tools.ts'
import { kafkaFiles, newClusterId, startKafkaServer } from './kafka-server.ts'
import { registryFiles, startRegistryServer } from './registry-server.ts'
import { startTogether } from './start-together.ts'

const javaParts: readonly DataPart[] = [folderPart('kafka', kafkaFiles), folderPart('registry', registryFiles)]

interface Ports {
  readonly kafka: number
  readonly controller: number
  readonly registry: number
  readonly management: number
  readonly proxied: number
  readonly postgres: number
}

/** All servers as processes of this machine; the jars of Kafka and the registry are fetched on the first start. */
export async function startEmbedded(options: LocalStackOptions, tools: EmbeddedTools): Promise<LocalStack> {
  const data = await openStackData({
    dataDir: options.dataDir,
    reset: options.reset ?? false,
    source: 'embedded',
    parts: tools.postgres === undefined ? javaParts : [...javaParts, postgresPart],
  })
  try {
    const ports = await choosePorts(options)
    const proxied = options.proxied === true ? await proxyTo(ports.proxied) : undefined
    try {
      const servers = await startServers({ options, tools, data, ports, proxied })
      await data.complete()
      return runningStack({ options, data, ports, proxied, servers })
    } catch (error) {
      await proxied?.proxy.close()
      throw error
    }
  } catch (error) {
    await data.release()
    throw error
  }
}

async function choosePorts({ ports }: LocalStackOptions): Promise<Ports> {
  const wishes = [ports?.kafka, ports && ports.kafka + 1, ports?.registry, undefined, undefined, ports?.postgres]
  const [kafka, controller, registry, management, proxied, postgres] = await freePorts(wishes)
  return { kafka, controller, registry, management, proxied, postgres } as Ports
}

async function proxyTo(port: number): Promise<ProxiedBroker> {
  const proxy = await startProxy({ host: '127.0.0.1', port })
  return { proxy, brokers: `127.0.0.1:${proxy.port}` }
}

/** PostgreSQL's has an address. */
type Server = ServerProcess & Partial<Pick<PostgresServer, 'url'>>

interface Parts {
  readonly options: LocalStackOptions
  readonly data: StackData
  readonly ports: Ports
  readonly proxied: ProxiedBroker | undefined
}

function startServers(from: Parts & { readonly tools: EmbeddedTools }): Promise<readonly Server[]> {
  const { options, tools, data, ports, proxied } = from
  const fetching = { ...tools, environment: options.environment, onProgress: options.onProgress }
  const cache = cacheFolder(options.environment)
  const kafka = async (signal: AbortSignal): Promise<Server> =>
    startKafkaServer({
      java: tools.java.executable,
      jars: await mavenArtifact({ ...fetching, artifact: kafkaArtifact, cacheFolder: cache, signal }),
      folder: join(data.folder, 'kafka'),
      node: {
        id: 1,
        port: ports.kafka,
        controllerPort: ports.controller,
        proxied: proxied && { port: ports.proxied, advertisedPort: proxied.proxy.port },
        clusterSize: 1,
        bindHost: '127.0.0.1',
      },
      clusterId: newClusterId(),
      signal,
    })
  const registry = async (signal: AbortSignal): Promise<Server> =>
    startRegistryServer({
      java: tools.java.executable,
      application: await mavenArtifact({ ...fetching, artifact: registryArtifact, cacheFolder: cache, signal }),
      folder: join(data.folder, 'registry'),
      port: ports.registry,
      managementPort: ports.management,
      signal,
    })
  const { postgres: binaries } = tools
  if (binaries === undefined) return startTogether([kafka, registry], options.signal)
  const postgres = async (signal: AbortSignal): Promise<Server> =>
    startPostgresServer({
      binaries,
      folder: postgresFolder(data.folder),
      port: ports.postgres,
      durable: options.dataDir !== undefined,
      signal,
    })
  return startTogether([kafka, registry, postgres], options.signal)
}

function runningStack(from: Parts & { readonly servers: readonly Server[] }): LocalStack {
  const { options, data, ports, proxied, servers } = from
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await proxied?.proxy.close()
    await Promise.all(servers.map((server) => server.stop()))
    await data.release()
  }
  for (const server of servers) {
    void server.ended.then(async () => {
      if (stopping !== undefined) return
      const log = await lastLines(server.logFile)
      options.onFailure?.(new LocalStackError('server_failed', `${server.name} ended by itself.\n${log}`))
    })
  }
  return {
    broker: 'embedded',
    brokers: `127.0.0.1:${ports.kafka}`,
    registryUrl: registryUrl(ports.registry),
    databaseUrl: servers.find(({ url }) => url !== undefined)?.url ?? options.external?.databaseUrl ?? '',
    ...(proxied === undefined ? {} : { proxied }),
    stop: () => (stopping ??= stop()),
  }
}
