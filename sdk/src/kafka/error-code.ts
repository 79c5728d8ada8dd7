/** Kafka's name of an error, else the name of the client's innermost error: 'NOT_LEADER_FOR_PARTITION', 'KafkaJSConnectionError'. */
export function codeOf(error: unknown): string {
  return kafkaCodeOf(error) ?? rootNameOf(error)
}

/** Kafka's own name of an error; null for a broken connection, a time-out and the like. */
export function kafkaCodeOf(error: unknown): string | null {
  for (const link of chainOf(error)) if ('type' in link && typeof link.type === 'string') return link.type
  return null
}

/** The name of the innermost cause; kafkajs wraps up to three times. */
export function rootNameOf(error: unknown): string {
  return chainOf(error).at(-1)?.name ?? 'Error'
}

function chainOf(error: unknown): Error[] {
  const links: Error[] = []
  for (let at = error; at instanceof Error && links.length < 8; at = innerOf(at)) links.push(at)
  return links
}

/** The cause, or the first of several errors of one request (kafkajs's aggregate). */
function innerOf(error: Error): unknown {
  return 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : error.cause
}
