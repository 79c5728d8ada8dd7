import { createClient } from '../client.ts'
import type { KafkaConfig } from '../config.ts'
import { createSockets } from '../sockets.ts'

const PATIENCE = { connectTimeoutMs: 5000, requestTimeoutMs: 30_000, retries: 5 }

export interface PlainConsumerOptions {
  readonly kafka: KafkaConfig
  readonly groupId: string
  readonly topic: string
  /** It ends after so many records. */
  readonly records: number
  /** The first batch is there: from here on it is work, and no more joining. */
  readonly onFirst: () => void
}

/**
 * kafkajs as it is: `eachBatch`, and the records are only counted. What a benchmark of our own loop compares with.
 * Resolves when it has seen all records.
 */
export async function consumePlainly({ kafka, groupId, topic, records, onFirst }: PlainConsumerOptions): Promise<void> {
  const sockets = createSockets()
  const consumer = createClient(kafka, PATIENCE, sockets).consumer({ groupId, maxWaitTimeInMs: 250 })
  const { promise, resolve } = Promise.withResolvers<void>()
  let seen = 0
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({
      async eachBatch({ batch }) {
        if (seen === 0) onFirst()
        seen += batch.messages.length
        if (seen >= records) resolve()
      },
    })
    await promise
  } finally {
    await consumer.disconnect()
    sockets.destroy()
  }
}
