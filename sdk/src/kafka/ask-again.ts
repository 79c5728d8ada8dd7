import { KafkaError } from './kafka-error.ts'

const WITHIN_MS = 10_000
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 1000

/**
 * Asks the cluster, and again after an error that may pass: a leader has moved, or does not know yet that it is one. On a
 * busy broker that takes seconds after a topic was made. Gives up after about ten seconds with the last error.
 */
export async function askAgain<T>(question: () => Promise<T>, refresh: () => Promise<unknown>): Promise<T> {
  const untilMs = Date.now() + WITHIN_MS
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await question()
    } catch (error) {
      if (Date.now() >= untilMs || !new KafkaError('', error).transient) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    // Without an answer here the question itself will fail once more, and say why.
    await refresh().catch(() => undefined)
  }
}
