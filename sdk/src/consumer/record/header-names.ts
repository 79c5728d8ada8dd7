/**
 * Headers that retry and dead-letter records have besides those of the event. They are set, never added a second time.
 * Spring Kafka's names for the same: kafka_dlt-original-topic, -original-partition, -original-offset,
 * -original-timestamp, -original-consumer-group, retry_topic-attempts, retry_topic-original-timestamp,
 * kafka_dlt-exception-fqcn, kafka_dlt-exception-message.
 */
export const failureHeaderNames = {
  originTopic: 'wabastream-origin-topic',
  originPartition: 'wabastream-origin-partition',
  originOffset: 'wabastream-origin-offset',
  originTimestamp: 'wabastream-origin-timestamp',
  group: 'wabastream-group',
  attempts: 'wabastream-attempts',
  firstFailedAt: 'wabastream-first-failed-at',
  errorClass: 'wabastream-error-class',
  errorMessage: 'wabastream-error-message',
} as const

/** Headers of an event that was sent once more by a replay. */
export const replayHeaderNames = {
  id: 'wabastream-replay-id',
  topic: 'wabastream-replay-topic',
  partition: 'wabastream-replay-partition',
  offset: 'wabastream-replay-offset',
  effects: 'wabastream-replay-effects',
} as const
