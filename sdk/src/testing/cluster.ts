import { join } from 'node:path'

import type { Environment } from '../config/index.ts'
import { folderPart } from './data-part.ts'
import { kafkaArtifact } from './download/artifact.ts'
import { cacheFolder } from './download/cache-folder.ts'
import { mavenArtifact } from './download/maven-artifact.ts'
import { findTools } from './embedded/find-tools.ts'
import { kafkaFiles, newClusterId, startKafkaServer } from './embedded/kafka-server.ts'
import { startTogether } from './embedded/start-together.ts'
import { exists } from './exists.ts'
import { thisHost } from './java/java-host.ts'
import type { ServerProcess } from './process/server-process.ts'
import { controllerId } from './kafka-properties.ts'
import type { KafkaNode } from './kafka-properties.ts'
import { LocalStackError } from './local-stack-error.ts'
import type { StackProgress } from './local-stack.ts'
import { freePorts } from './ports.ts'
import { startProxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import { openStackData } from './stack-data.ts'

export interface ClusterOptions {
  readonly environment: Environment
  /** How many nodes; topics get as many copies, and all but one must be in sync. */
  readonly brokers: number
  /** Adds to each node a listener behind a proxy of its own. */
  readonly proxied?: boolean | undefined
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** Several Kafka nodes on this machine, for tests of what happens when one goes. Node 1 is the only controller. */
export interface Cluster {
  /** Comma-separated addresses of all nodes. */
  readonly brokers: string
  /** The same through the proxies; empty without `proxied`. */
  readonly proxiedBrokers: string
  /** By node id; empty without `proxied`. */
  readonly proxies: ReadonlyMap<number, Proxy>
  /** A clean stop: leaderships are handed over first. */
  stopBroker(id: number): Promise<void>
  /** SIGKILL: the others notice after the session timeout of 3 s. */
  killBroker(id: number): Promise<void>
  /** Starts a node again, on its old port and data. Does nothing when it runs. */
  startBroker(id: number): Promise<void>
  /** Stops everything and removes the data. Calling it again is harmless. */
  stop(): Promise<void>
}

interface ClusterNode extends KafkaNode {
  readonly proxy: Proxy | undefined
}

/** Starts a cluster of embedded nodes on free ports, with data that goes when it stops. Throws LocalStackError. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const never = new AbortController().signal
  const { java, jars } = await javaAndJars(options, options.signal ?? never)
  const nodes = await planNodes(options)
  const parts = nodes.map((node) => folderPart(folderOf(node.id), kafkaFiles))
  const data = await openStackData({ dataDir: undefined, reset: false, source: 'embedded', parts })
  const clusterId = newClusterId()
  const start = (node: ClusterNode, signal: AbortSignal): Promise<ServerProcess> =>
    startKafkaServer({ java, jars, folder: join(data.folder, folderOf(node.id)), node, clusterId, signal })
  const clean = async (): Promise<void> => {
    await Promise.all(nodes.map(async (node) => node.proxy?.close()))
    await data.release()
  }
  try {
    const started = await startTogether(
      nodes.map((node) => (signal: AbortSignal) => start(node, signal)),
      options.signal,
    )
    const servers = new Map(nodes.map((node, index) => [node.id, started[index]]))
    return runningCluster({ nodes, servers, clean, start: (node) => start(node, never) })
  } catch (error) {
    await clean()
    throw error
  }
}

function runningCluster(from: {
  readonly nodes: readonly ClusterNode[]
  readonly servers: Map<number, ServerProcess | undefined>
  readonly start: (node: ClusterNode) => Promise<ServerProcess>
  readonly clean: () => Promise<void>
}): Cluster {
  const { nodes, servers, start, clean } = from
  const end = async (id: number, how: 'stop' | 'kill'): Promise<void> => {
    await servers.get(id)?.[how]()
    servers.delete(id)
  }
  const startBroker = async (id: number): Promise<void> => {
    const node = nodes.find((one) => one.id === id)
    if (node === undefined) throw new RangeError(`the cluster has no node ${id}`)
    if (!servers.has(id)) servers.set(id, await start(node))
  }
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    // The data goes anyway: no node has to hand anything over, and the controller need not be the last.
    await Promise.all([...servers.keys()].map((id) => end(id, 'kill')))
    await clean()
  }
  return {
    brokers: nodes.map((node) => `127.0.0.1:${node.port}`).join(','),
    proxiedBrokers: nodes.flatMap(({ proxy }) => (proxy === undefined ? [] : [`127.0.0.1:${proxy.port}`])).join(','),
    proxies: new Map(nodes.flatMap(({ id, proxy }) => (proxy === undefined ? [] : [[id, proxy] as const]))),
    stopBroker: (id) => end(id, 'stop'),
    killBroker: (id) => end(id, 'kill'),
    startBroker,
    stop: () => (stopping ??= stop()),
  }
}

async function javaAndJars(options: ClusterOptions, signal: AbortSignal): Promise<{ java: string; jars: string }> {
  const { environment, onProgress } = options
  const cache = cacheFolder(environment)
  const search = await findTools(thisHost(environment), () => exists(join(cache, kafkaArtifact.folder)))
  if ('missing' in search) throw new LocalStackError('nothing_to_run', `No Kafka cluster: ${search.missing}.`)
  const { java, maven } = search.tools
  const jars = await mavenArtifact({
    artifact: kafkaArtifact,
    cacheFolder: cache,
    maven,
    environment,
    onProgress,
    signal,
  })
  return { java: java.executable, jars }
}

async function planNodes(options: ClusterOptions): Promise<readonly ClusterNode[]> {
  const clusterSize = options.brokers
  const [controllerPort, ...ports] = (await freePorts(
    Array.from({ length: 1 + 2 * clusterSize }, () => undefined),
  )) as [number, ...number[]]
  const plan = async (_: unknown, index: number): Promise<ClusterNode> => {
    const [port, behind] = ports.slice(2 * index, 2 * index + 2) as [number, number]
    const proxy = options.proxied === true ? await startProxy({ host: '127.0.0.1', port: behind }) : undefined
    const proxied = proxy && { port: behind, advertisedPort: proxy.port }
    return { id: controllerId + index, controllerPort, port, proxied, clusterSize, bindHost: '127.0.0.1', proxy }
  }
  return Promise.all(Array.from({ length: clusterSize }, plan))
}

function folderOf(id: number): string {
  return `kafka-${id}`
}
