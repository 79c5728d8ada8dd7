import { join } from 'node:path'

import { registryUrl } from '../answers.ts'
import { cacheFolder } from '../download/cache-folder.ts'
import { kafkaArtifact, registryArtifact } from '../download/artifact.ts'
import { mavenArtifact } from '../download/maven-artifact.ts'
import type { JavaServer } from '../java/java-server.ts'
import { folderPart } from '../data-part.ts'
import type { DataPart } from '../data-part.ts'
import { LocalStackError } from '../local-stack-error.ts'
import type { LocalStack, LocalStackOptions, ProxiedBroker } from '../local-stack.ts'
import { lastLines } from '../java/last-lines.ts'
import { freePorts } from '../ports.ts'
import { startProxy } from '../proxy.ts'
import { openStackData } from '../stack-data.ts'
import type { StackData } from '../stack-data.ts'
import type { EmbeddedTools } from './find-tools.ts'
import { kafkaFiles, newClusterId, startKafkaServer } from './kafka-server.ts'
import { registryFiles, startRegistryServer } from './registry-server.ts'
import { startTogether } from './start-together.ts'

const parts: readonly DataPart[] = [folderPart('kafka', kafkaFiles), folderPart('registry', registryFiles)]

interface Ports {
  readonly kafka: number
  readonly controller: number
  readonly registry: number
  readonly management: number
  readonly proxied: number
}

/** Kafka and the registry as processes of this machine, their jars fetched on the first start. */
export async function startEmbedded(options: LocalStackOptions, tools: EmbeddedTools): Promise<LocalStack> {
  const data = await openStackData({
    dataDir: options.dataDir,
    reset: options.reset ?? false,
    source: 'embedded',
    parts,
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
  const wishes = [ports?.kafka, ports && ports.kafka + 1, ports?.registry, undefined, undefined]
  const [kafka, controller, registry, management, proxied] = await freePorts(wishes)
  return { kafka, controller, registry, management, proxied } as Ports
}

async function proxyTo(port: number): Promise<ProxiedBroker> {
  const proxy = await startProxy({ host: '127.0.0.1', port })
  return { proxy, brokers: `127.0.0.1:${proxy.port}` }
}

interface Parts {
  readonly options: LocalStackOptions
  readonly data: StackData
  readonly ports: Ports
  readonly proxied: ProxiedBroker | undefined
}

function startServers(from: Parts & { readonly tools: EmbeddedTools }): Promise<readonly JavaServer[]> {
  const { options, tools, data, ports, proxied } = from
  const fetching = { ...tools, environment: options.environment, onProgress: options.onProgress }
  const cache = cacheFolder(options.environment)
  const kafka = async (signal: AbortSignal): Promise<JavaServer> =>
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
  const registry = async (signal: AbortSignal): Promise<JavaServer> =>
    startRegistryServer({
      java: tools.java.executable,
      application: await mavenArtifact({ ...fetching, artifact: registryArtifact, cacheFolder: cache, signal }),
      folder: join(data.folder, 'registry'),
      port: ports.registry,
      managementPort: ports.management,
      signal,
    })
  return startTogether([kafka, registry], options.signal)
}

function runningStack(from: Parts & { readonly servers: readonly JavaServer[] }): LocalStack {
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
    ...(proxied === undefined ? {} : { proxied }),
    stop: () => (stopping ??= stop()),
  }
}
