import { setTimeout as sleep } from 'node:timers/promises'
import { createAdmin, type KafkaConfig, KafkaError } from '../../kafka/index.ts'
import { ensureTopics, MissingTopicError, type NeededTopics } from './ensure-topics.ts'

const MISSING_FOR_MS = 5000
const FIRST_WAIT_MS = 200
const LONGEST_WAIT_MS = 5000

/**
 * Resolves to true once the topics are there, to false when the signal fires. While Kafka does not answer it goes on; a
 * broker that just started does not know its topics for a moment.
 */
export async function untilTopics(kafka: KafkaConfig, needed: NeededTopics, signal: AbortSignal): Promise<boolean> {
  const admin = createAdmin(kafka)
  let missingSinceMs: number | null = null
  try {
    for (let waitMs = FIRST_WAIT_MS; !signal.aborted; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      try {
        await ensureTopics(admin, needed)
        return true
      } catch (error) {
        if (error instanceof MissingTopicError) {
          missingSinceMs ??= performance.now()
          if (performance.now() - missingSinceMs > MISSING_FOR_MS) throw error
        } else if (!mayPass(error)) throw error
        else kafka.log?.warn({ reason: error.code }, 'Kafka does not answer yet')
      }
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
    }
    return false
  } finally {
    await admin.close()
  }
}

/** Also an unknown topic: one that was deleted between two questions about all topics. */
function mayPass(error: unknown): error is KafkaError {
  return error instanceof KafkaError && (error.transient || error.code === 'UNKNOWN_TOPIC_OR_PARTITION')
}
