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
export { nextFreePort } from './ports.ts'
export { startProxy, type Proxy, type ProxyCounters, type ProxyTarget } from './proxy.ts'
