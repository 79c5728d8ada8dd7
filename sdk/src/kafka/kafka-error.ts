import { codeOf } from './error-code.ts'

/** Asking again changes nothing until somebody changes the cluster or the configuration. */
const PERMANENT: Readonly<Record<string, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'a topic or partition does not exist',
  INVALID_TOPIC_EXCEPTION: 'a topic name is not valid',
  TOPIC_AUTHORIZATION_FAILED: 'this user may not use a topic',
  GROUP_AUTHORIZATION_FAILED: 'this user may not use a consumer group',
  CLUSTER_AUTHORIZATION_FAILED: 'this user may not do that on the cluster',
  SASL_AUTHENTICATION_FAILED: 'user name or password is wrong',
  KafkaJSSASLAuthenticationError: 'user name or password is wrong',
  UNSUPPORTED_SASL_MECHANISM: 'the brokers do not offer this SASL mechanism',
  INVALID_REPLICATION_FACTOR: 'there are fewer brokers than replicas asked for',
  INVALID_PARTITIONS: 'the number of partitions is not valid',
  INVALID_CONFIG: 'a topic setting is not valid',
  POLICY_VIOLATION: "the cluster's policy forbids it",
  NON_EMPTY_GROUP: 'the consumer group still has members',
  GROUP_ID_NOT_FOUND: 'there is no such consumer group',
}

/**
 * A question to the cluster that failed. `code` is Kafka's name of the error (UNKNOWN_TOPIC_OR_PARTITION) or the client's
 * (KafkaJSConnectionError); `transient` tells whether the same question may succeed later.
 */
export class KafkaError extends Error {
  override readonly name = 'KafkaError'
  readonly code: string
  readonly transient: boolean

  constructor(what: string, cause: unknown) {
    const code = codeOf(cause)
    const known = PERMANENT[code]
    super(`${what}: ${known ?? (cause instanceof Error ? cause.message : 'no answer')} (${code})`, { cause })
    this.code = code
    this.transient = known === undefined
  }
}

/** Runs a question; whatever it throws comes out as a KafkaError that says what was asked. */
export async function asking<T>(what: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question()
  } catch (error) {
    throw error instanceof KafkaError ? error : new KafkaError(what, error)
  }
}
