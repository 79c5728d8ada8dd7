import type { Topic } from '@wabastream/schemas/catalogue'
import { z } from 'zod'

import { consumerSettings, kafkaConfig, loadConfig, registryConfig } from '../../config/index.ts'
import { createRegistry, createSchemaIds } from '../../registry/index.ts'
import type { Part, Surroundings } from '../../service/index.ts'
import type { Store, Tx } from '../../store/index.ts'
import { encodeMessage } from '../context/encode-message.ts'
import { addToOutbox } from './add-to-outbox.ts'
import { createOutboxSender } from './outbox-sender.ts'

/** What goes onto a topic. The record is encoded with the topic's schema; null is a tombstone. */
export interface Message<R> {
  readonly key: string
  readonly record: R | null
}

/** Publishes within transactions. A part of the service: build returns it beside the consumers. */
export interface Publisher extends Part {
  /**
   * Publishes a record with the transaction: when it is kept, and only then, the record goes to its topic.
   * @throws Failure of the kind `unavailable` while the schema id of the topic is not known yet, `permanent` for a topic
   * that was not named and a record that does not match its schema.
   */
  publishIn<R>(tx: Tx, topic: Topic<R>, message: Message<R>): Promise<void>
  /** Why it cannot publish yet; null when it can. */
  problem(): string | null
}

/** What it needs of the surroundings of a service. */
export type PublisherSurroundings = Pick<
  Surroundings<unknown>,
  'service' | 'environment' | 'log' | 'metrics' | 'health'
>

const settings = z.object(consumerSettings)

/** Publishes to these topics through the outbox of the store; its relay starts and stops with it. */
export function createPublisher(
  surroundings: PublisherSurroundings,
  store: Store,
  topics: readonly Topic[],
): Publisher {
  const { service, environment, log, metrics, health } = surroundings
  const config = loadConfig(settings, environment)
  const prefix = config.TOPIC_PREFIX
  const registry = createRegistry(registryConfig(config))
  const schemaIds = createSchemaIds({ topics, prefix, registry, log })
  const kafka = { ...kafkaConfig(config, `wabastream-${service}-outbox`), log }
  const sender = createOutboxSender({ store, kafka, name: 'outbox', log, metrics })
  health.add(`publisher of ${service}`, schemaIds.problem)
  return {
    name: 'publisher',
    publishIn: async (tx, topic, message) =>
      addToOutbox(tx, encodeMessage({ prefix, publishes: topics, ids: schemaIds.ids }, topic, message, undefined)),
    problem: schemaIds.problem,
    async start() {
      await schemaIds.start()
      await sender.start()
    },
    async stop() {
      await sender.stop()
      await schemaIds.stop()
      await registry.close()
    },
  }
}
