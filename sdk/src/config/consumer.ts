import { z } from 'zod'
import { kafkaSettings, registrySettings, topicSettings } from './kafka.ts'
import { setting } from './setting.ts'

/** Settings of every consumer: Kafka, the schema registry, the names of topics, and its consumer group. */
export const consumerSettings = {
  ...kafkaSettings,
  ...registrySettings,
  ...topicSettings,
  CONSUMER_SESSION_MS: setting(
    z.coerce.number('must be milliseconds').int().min(500).max(300_000).default(30_000),
    'Milliseconds without a heartbeat after which the partitions of a consumer go to the others of its group',
  ),
}
