import { Agent } from 'node:https'
import { COMPATIBILITY, SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry'
import { RegistryError } from './registry-error.ts'
import type { RegistryConfig } from './rest.ts'

/** The two calls in which the registry client does more than one request for us. */
export interface RegistryClient {
  idOf(subject: string, schema: string): Promise<number>
  register(subject: string, schema: string): Promise<number>
}

export function createClient(config: RegistryConfig): RegistryClient {
  const registry = new SchemaRegistry({
    host: config.url,
    clientId: 'wabastream',
    retry: { retries: 0 },
    // Without it a registry that hangs would hang the caller for ever.
    middlewares: [
      () => ({ prepareRequest: (next) => next().then((sent) => sent.enhance({ timeout: config.timeoutMs ?? 2000 })) }),
    ],
    ...(config.username === undefined ? {} : { auth: { username: config.username, password: config.password ?? '' } }),
    ...(config.ca === undefined ? {} : { agent: new Agent({ ca: config.ca }) }),
  })
  return {
    idOf: (subject, schema) =>
      translated(`look up ${subject}`, registry.getRegistryIdBySchema(subject, { type: SchemaType.AVRO, schema })),
    register: async (subject, schema) => {
      // Given without this option, the client would record the level NONE and later refuse every level.
      const options = { subject, compatibility: COMPATIBILITY.FULL_TRANSITIVE }
      const { id } = await translated(
        `register ${subject}`,
        registry.register({ type: SchemaType.AVRO, schema }, options),
      )
      return id
    },
  }
}

async function translated<T>(what: string, call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (cause) {
    const error = cause as { status?: number; message?: string; name?: string }
    const text = `The schema registry could not ${what}: ${error.message ?? 'no reason given'}`
    throw new RegistryError(reasonOf(error), text, { cause })
  }
}

/** The client reports a time-out and a refused connection as 400, so 400 does not mean a bad request. */
function reasonOf({ status, message = '', name }: { status?: number; message?: string; name?: string }) {
  // A look-up that the registry answers with 404 fails with the plain class of the client's errors, without a status.
  if (status === 404 || name === 'ConfluentSchemaRegistryError') return 'not_found'
  if (status === 409 || /incompatib|RuleViolation/i.test(message)) return 'incompatible'
  return status === 422 ? 'refused' : 'unavailable'
}
