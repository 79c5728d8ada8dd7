import type { Environment, Stack } from '@wabastream/sdk/config'
import type { LocalStack } from '@wabastream/sdk/testing'
import type { AppIdentity } from './identity.ts'
import type { StackPorts } from './stack-services.ts'

interface Facts {
  readonly app: AppIdentity
  readonly ports: StackPorts
  /** Null when no service has an API. */
  readonly apiUrl: string | null
}

/** What `stack.json` says about a running stack. */
export function describeStack(servers: LocalStack, settings: Environment, { app, ports, apiUrl }: Facts): Stack {
  return {
    version: 1,
    broker: servers.broker,
    brokers: servers.brokers,
    registryUrl: servers.registryUrl,
    databaseUrl: servers.databaseUrl,
    ingressUrl: `http://${reachable(settings['INGRESS_HOST'])}:${ports.ingress}/webhook`,
    apiUrl,
    opsUrl: `http://${reachable(settings['OPS_HOST'])}:${ports.ops}`,
    simulatorUrl: null,
    topicPrefix: settings['TOPIC_PREFIX'] ?? '',
    ...app,
    pid: process.pid,
    startedAt: new Date().toISOString(),
  }
}

/** An address that listens everywhere is reached on this machine by its loopback. */
function reachable(host = '127.0.0.1'): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
