import kafkajs, { type RecordMetadata } from 'kafkajs'
import { createClient, retryOptions } from '../client.ts'
import type { KafkaConfig } from '../config.ts'
import { createSockets } from '../sockets.ts'
import { type Attempts, partitionAsNamed } from './attempts.ts'
import type { Item } from './delivery.ts'
import type { LaneLimits } from './limits.ts'

/** Records of one send, grouped by topic, in order. */
export type ItemsByTopic = ReadonlyMap<string, readonly Item[]>

export interface Sent {
  readonly results: readonly RecordMetadata[]
  /** 1 if the first attempt went through. */
  readonly attempts: number
}

/** One idempotent producer. It takes one send at a time and is thrown away after any doubt: see `replace` in the supply. */
export interface Producer {
  connect(): Promise<void>
  send(topics: ItemsByTopic): Promise<Sent>
  /** True while a send has neither succeeded nor failed. */
  readonly busy: boolean
  /** Resolves when no send is under way. */
  idle(): Promise<void>
  /** Cuts all connections; they stay cut. */
  destroy(): void
  /** Ends in good order, when nothing is in flight. */
  close(): Promise<void>
}

export function createProducer(config: KafkaConfig, limits: LaneLimits, rotate: number): Producer {
  const sockets = createSockets()
  const attempts: Attempts = { count: 0, first: undefined }
  const client = createClient(config, { ...limits, retries: 1 }, sockets, rotate)
  const producer = client.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: partitionAsNamed(attempts),
    retry: retryOptions(limits.retries),
  })
  let sending: Promise<unknown> | null = null
  const close = () => producer.disconnect().catch(() => undefined)

  async function send(topics: ItemsByTopic): Promise<Sent> {
    const topicMessages = Array.from(topics, ([topic, items]) => ({ topic, messages: items.slice() }))
    attempts.count = 0
    attempts.first = topicMessages[0]?.messages[0]
    // The broker answers per partition before the request itself times out.
    const timeout = Math.max(50, limits.requestTimeoutMs - 100)
    const results = await producer.sendBatch({
      acks: -1,
      timeout,
      compression: kafkajs.CompressionTypes.None,
      topicMessages,
    })
    return { results, attempts: attempts.count }
  }

  return {
    connect: () => producer.connect(),
    send(topics) {
      const sent = send(topics).finally(() => {
        sending = null
        // Until the next send nobody asks for it, and it would hold the records of its call.
        attempts.first = undefined
      })
      sending = sent
      return sent
    },
    get busy() {
      return sending !== null
    },
    async idle() {
      await sending?.catch(() => undefined)
    },
    destroy() {
      sockets.destroy()
      void close()
    },
    async close() {
      await close()
      sockets.destroy()
    },
  }
}
