import type { Environment } from '@wabastream/sdk/config'
import { nextFreePort, type LocalStack } from '@wabastream/sdk/testing'
import type { AppIdentity } from './identity.ts'
import type { UpSettings } from './up-settings.ts'

/** Ports of a local stack that people and tools connect to. */
export interface StackPorts {
  readonly ingress: number
  readonly api: number
  readonly ops: number
}

/** The wanted ports where they are free, else the next free ones: two stacks can run on one machine. */
export async function choosePorts({ INGRESS_PORT, API_PORT, OPS_PORT }: UpSettings['values']): Promise<StackPorts> {
  const ingress = await nextFreePort(INGRESS_PORT || 8080)
  const api = await nextFreePort(API_PORT || 8090, new Set([ingress]))
  const ops = await nextFreePort(OPS_PORT || 9464, new Set([ingress, api]))
  return { ingress, api, ops }
}

/** The settings under which the services of a local stack run: what a person said, completed by the stack. */
export function stackSettings(
  said: Environment,
  stack: Pick<LocalStack, 'broker' | 'brokers' | 'registryUrl' | 'databaseUrl'>,
  { app, ports }: { readonly app: AppIdentity; readonly ports: StackPorts },
): Environment {
  const own = stack.broker === 'external' ? {} : { TOPIC_REPLICATION_FACTOR: '1', TOPIC_MIN_INSYNC: '1' }
  return {
    META_APP_SECRETS: `${app.appId}=${app.appSecret}`,
    META_VERIFY_TOKENS: app.verifyToken,
    INGRESS_HOST: '127.0.0.1',
    OPS_HOST: '127.0.0.1',
    ...own,
    ...Object.fromEntries(Object.entries(said).filter(([, text]) => text !== undefined && text !== '')),
    KAFKA_BROKERS: stack.brokers,
    SCHEMA_REGISTRY_URL: stack.registryUrl,
    DATABASE_URL: stack.databaseUrl,
    INGRESS_PORT: String(ports.ingress),
    API_PORT: String(ports.api),
    OPS_PORT: String(ports.ops),
  }
}
