import { codecOf } from '@wabastream/schemas/codec'
import { type EventOf, type Topic, topics as allTopics } from '@wabastream/schemas/catalogue'
import type { ConsumerSpec } from '../../consumer/spec.ts'
import { createDeliverer, type EventOptions } from './deliver.ts'
import type { HandledEvent } from './handled-event.ts'
import type { HandlerKitOptions } from './handler-kit-options.ts'
import { createRunner } from './runner.ts'

/** Runs a consumer's handler without a broker, with the codec, the context and the fates of the real loop. */
export interface HandlerKit<T extends Topic> {
  /** Takes a webhook body of Meta's all the way: split, encoded, decoded, handled. Fields of other topics are left out. */
  webhook(body: unknown, options?: EventOptions): Promise<readonly HandledEvent[]>
  /** All events of several bodies; a handler for batches gets those of one topic at once. */
  batch(bodies: readonly unknown[], options?: EventOptions): Promise<readonly HandledEvent[]>
  /** One record of a topic; of the first one that the consumer reads, unless named. */
  event(record: EventOf<T>, options?: EventOptions & { readonly topic?: T }): Promise<HandledEvent>
  /** Value bytes as they would stand on the topic, right or wrong. */
  bytes(value: Buffer, options?: EventOptions & { readonly topic?: T }): Promise<HandledEvent>
  /** Everything that was published on a topic so far, in order. */
  published<R>(topic: Topic<R>): readonly { readonly key: string; readonly record: R }[]
}

export function createHandlerKit<T extends Topic>(
  spec: ConsumerSpec<T>,
  options: HandlerKitOptions = {},
): HandlerKit<T> {
  const ids: ReadonlyMap<Topic, number> = new Map(allTopics.map((topic, index) => [topic, index + 1]))
  const idOf = (topic: Topic) => ids.get(topic) ?? 0
  const deliver = createDeliverer(idOf)
  const runner = createRunner(spec, options, ids)
  const [firstTopic] = spec.topics
  const reads: readonly Topic[] = spec.topics

  const recordsOf = (body: unknown, given: EventOptions) =>
    deliver.ofBody(body, given).filter(({ topic }) => reads.includes(topic))
  const topicOf = (named: T | undefined): T => {
    const topic = named ?? firstTopic
    if (!topic) throw new TypeError('this consumer reads no topic')
    return topic
  }
  return {
    webhook: (body, given = {}) => runner.inTurn(recordsOf(body, given)),
    async batch(bodies, given = {}) {
      const records = bodies.flatMap((body) => recordsOf(body, given))
      if (!spec.handleBatch) return runner.inTurn(records)
      const handled: HandledEvent[] = []
      for (const ofTopic of Map.groupBy(records, ({ topic }) => topic).values())
        handled.push(...(await runner.atOnce(ofTopic)))
      return handled
    },
    event(record, { topic: named, ...given } = {}) {
      const topic = topicOf(named)
      return runner.one(deliver.ofBytes(topic, codecOf(topic.schema).encode(record as object, idOf(topic)), given))
    },
    bytes: (value, { topic, ...given } = {}) => runner.one(deliver.ofBytes(topicOf(topic), value, given)),
    published: <R>(topic: Topic<R>) =>
      runner.published
        .filter((each) => each.topic.name === topic.name)
        .map(({ key, record }) => ({ key, record: record as R })),
  }
}
