export { startLocalStack } from './broker.ts'
export { startCluster, type Cluster, type ClusterOptions } from './cluster.ts'
export { LocalStackError, type LocalStackFailure } from './local-stack-error.ts'
export type {
  ExternalServers,
  LocalStack,
  LocalStackOptions,
  ProxiedBroker,
  StackProgress,
  StackSource,
} from './local-stack.ts'
export { anyFreePort, nextFreePort } from './ports.ts'
export { startDatabase, type Database, type DatabaseOptions } from './postgres/database.ts'
export { startProxy, type Proxy, type ProxyCounters, type ProxyTarget } from './proxy.ts'
export { waitUntil, type WaitOptions } from './wait-until.ts'
