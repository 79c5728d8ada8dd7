/** What one node of a local Kafka needs to know. Ports are on 127.0.0.1. */
export interface KafkaNode {
  readonly id: number
  /** Node 1 is also the controller, and the only voter. */
  readonly controllerPort: number
  readonly port: number
  readonly proxied?: ProxiedListener | undefined
  readonly clusterSize: number
  /** Where clients' listeners are bound: the loopback address, or all of a container's. */
  readonly bindHost: '127.0.0.1' | '0.0.0.0'
}

/** A second listener: the broker listens on `port` and tells clients to come to `advertisedPort`, the proxy's. */
export interface ProxiedListener {
  readonly port: number
  readonly advertisedPort: number
}

export const controllerId = 1

/** The settings that every local broker shares, embedded or in a container. Facts: kafka.apache.org/documentation. */
function kafkaSettings(clusterSize: number): Readonly<Record<string, string>> {
  const copies = String(clusterSize)
  const inSync = String(Math.max(1, clusterSize - 1))
  return {
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '5',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '5',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': inSync,
    'default.replication.factor': copies,
    'min.insync.replicas': inSync,
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    // Tests scale session times down.
    'group.min.session.timeout.ms': '500',
    // Index files are allocated whole: hundreds of partitions of the default 10 MiB each fill a disk.
    'log.index.size.max.bytes': '1048576',
    // The default of 128 MiB is a quarter of the heap that a local broker gets.
    'log.cleaner.dedupe.buffer.size': '16777216',
    ...(clusterSize > 1 ? fastFailover : {}),
  }
}

// A broker that was killed loses its leaderships after 3 s instead of 9. Not for a single one: it has nobody to
// take over, and a laptop that was asleep for a moment must not make it lose its place.
const fastFailover = {
  'broker.session.timeout.ms': '3000',
  'broker.heartbeat.interval.ms': '500',
  'replica.lag.time.max.ms': '3000',
}

/** The server.properties of a node. The quorum is static: ports may change from one start to the next. */
export function kafkaProperties(node: KafkaNode, logDir: string): Readonly<Record<string, string>> {
  const isController = node.id === controllerId
  const controller = `CONTROLLER://127.0.0.1:${node.controllerPort}`
  const { proxied, bindHost } = node
  return {
    'process.roles': isController ? 'broker,controller' : 'broker',
    'node.id': String(node.id),
    'controller.quorum.voters': `${controllerId}@127.0.0.1:${node.controllerPort}`,
    listeners: list(
      `PLAINTEXT://${bindHost}:${node.port}`,
      proxied && `PROXIED://${bindHost}:${proxied.port}`,
      isController && controller,
    ),
    'advertised.listeners': list(
      `PLAINTEXT://127.0.0.1:${node.port}`,
      proxied && `PROXIED://127.0.0.1:${proxied.advertisedPort}`,
    ),
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT',
    'log.dirs': logDir,
    ...kafkaSettings(node.clusterSize),
  }
}

/** Text of a Java properties file, where a backslash escapes and the character set is ISO 8859-1. */
export function propertiesText(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escaped(value)}\n`)
    .join('')
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function list(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => typeof part === 'string').join(',')
}
