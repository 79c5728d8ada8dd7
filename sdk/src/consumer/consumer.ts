import type { Topic } from '@wabastream/schemas/catalogue'
import type { Part, Surroundings } from '../service/index.ts'
import { createConsumerPart } from './part/create-consumer-part.ts'
import type { ConsumerSpec } from './spec.ts'

/**
 * A consumer as a piece of a service: what `build` returns. It reads with a consumer group of its own, whose id is
 * TOPIC_PREFIX and the name of the service, and of the consumer if it has one. No event is skipped: each is handled,
 * stored on a retry topic, or stored as a dead letter before the group goes past it. An event may come more than once.
 */
export function consumer<T extends Topic>(spec: ConsumerSpec<T>): (surroundings: Surroundings<unknown>) => Part {
  return (surroundings) => createConsumerPart(spec, surroundings)
}
