import type { Broker, Cluster, Kafka } from 'kafkajs'
import { createClient } from './client.ts'
import type { KafkaConfig } from './config.ts'
import { createSockets } from './sockets.ts'

/**
 * kafkajs's own view of the cluster: who leads which partition, and a connection to each broker. It lets us read without
 * a consumer group: nothing to join, to rebalance or to delete afterwards, and no offsets of anybody are touched.
 */
export interface OpenCluster {
  readonly cluster: Cluster
  /** A connected broker by its number. */
  broker(node: string): Promise<Broker>
  close(): Promise<void>
}

const PATIENCE = { connectTimeoutMs: 5000, requestTimeoutMs: 10_000, retries: 3 }

export async function openCluster(config: KafkaConfig): Promise<OpenCluster> {
  const sockets = createSockets()
  const cluster = clusterOf(createClient(config, PATIENCE, sockets))
  async function close(): Promise<void> {
    const ended = cluster.disconnect().catch(() => undefined)
    // Requests that wait for data would hold the connections open for their whole time.
    sockets.destroy()
    await ended
  }
  try {
    await cluster.connect()
  } catch (error) {
    await close()
    throw error
  }
  return { cluster, broker: (node) => cluster.findBroker({ nodeId: node }), close }
}

const CREATE_CLUSTER = 'private:Kafka:createCluster'

/** kafkajs hands its cluster only to partition assigners; the client keeps the way to make one under a private symbol. */
function clusterOf(client: Kafka): Cluster {
  const symbol = Object.getOwnPropertySymbols(client).find((known) => known.description === CREATE_CLUSTER)
  const create: unknown = symbol && Reflect.get(client, symbol)
  const options = { allowAutoTopicCreation: false, metadataMaxAge: 60_000, isolationLevel: 0 }
  const cluster: unknown = typeof create === 'function' ? create(options) : undefined
  if (isCluster(cluster)) return cluster
  throw new Error(`kafkajs has no ${CREATE_CLUSTER}: pin kafkajs to 2.2.4`)
}

function isCluster(value: unknown): value is Cluster {
  return typeof value === 'object' && value !== null && 'fetchTopicsOffset' in value && 'findBroker' in value
}
