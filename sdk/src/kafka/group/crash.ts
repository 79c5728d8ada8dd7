import { codeOf } from '../error-code.ts'

/** Somebody has to change something before the group can be joined: trying again would hide it. */
const NEEDS_OPERATOR = new Set([
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'KafkaJSSASLAuthenticationError',
  'UNSUPPORTED_SASL_MECHANISM',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_GROUP_ID',
  'INVALID_SESSION_TIMEOUT',
  'INCONSISTENT_GROUP_PROTOCOL',
])

/** Raised by the client itself: a bug, after which nobody knows what state it is in. */
const BUGS = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'])

/**
 * Whether a crash of the client ends the consumer. kafkajs decides by `retriable`, and then stays dead although the
 * process lives on: also for a coordinator that is not there yet (tulios/kafkajs#1445). Here whatever may pass is tried
 * again with a new client.
 */
export function isFatal(error: unknown): boolean {
  const code = codeOf(error)
  return NEEDS_OPERATOR.has(code) || BUGS.has(code)
}
