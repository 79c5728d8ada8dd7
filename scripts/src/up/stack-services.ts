import type { Environment } from '@wabastream/sdk/config'
import { nextFreePort, type LocalStack } from '@wabastream/sdk/testing'
import type { AppIdentity } from './identity.ts'

/** Ports of a local stack that people and tools connect to. */
export interface StackPorts {
  readonly ingress: number
  readonly ops: number
}

/** The wanted ports where they are free, else the next free ones: two stacks can run on one machine. */
export async function choosePorts(environment: Environment): Promise<StackPorts> {
  const ingress = await nextFreePort(Number(environment['INGRESS_PORT'] ?? 8080))
  const ops = await nextFreePort(Number(environment['OPS_PORT'] ?? 9464), new Set([ingress]))
  return { ingress, ops }
}

/** The settings under which the services of a local stack run: what the environment says, completed by the stack. */
export function stackEnvironment(
  environment: Environment,
  stack: Pick<LocalStack, 'broker' | 'brokers' | 'registryUrl'>,
  { app, ports }: { readonly app: AppIdentity; readonly ports: StackPorts },
): Environment {
  const own = stack.broker === 'external' ? {} : { TOPIC_REPLICATION_FACTOR: '1', TOPIC_MIN_INSYNC: '1' }
  const invented = {
    META_APP_SECRETS: `${app.appId}=${app.appSecret}`,
    META_VERIFY_TOKENS: app.verifyToken,
    INGRESS_HOST: '127.0.0.1',
    ...own,
  }
  const given = Object.fromEntries(Object.entries(environment).filter(([, text]) => text !== undefined && text !== ''))
  return {
    ...withoutFiles(invented, given),
    ...given,
    KAFKA_BROKERS: stack.brokers,
    SCHEMA_REGISTRY_URL: stack.registryUrl,
    INGRESS_PORT: String(ports.ingress),
    OPS_PORT: String(ports.ops),
  }
}

/** A value that the environment gives as a file must not also be given as text. */
function withoutFiles(invented: Record<string, string>, given: Environment): Environment {
  return Object.fromEntries(Object.entries(invented).filter(([name]) => given[`${name}_FILE`] === undefined))
}
