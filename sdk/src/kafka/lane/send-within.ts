import type { ItemsByTopic, Producer, Sent } from './producer.ts'

export type SendResult =
  | { readonly kind: 'answered'; readonly sent: Sent }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'deadline' }

/** One send, given up at the deadline (clock of `performance.now()`). kafkajs itself cannot cancel: destroy the producer then. */
export function sendWithin(producer: Producer, topics: ItemsByTopic, deadlineAtMs: number): Promise<SendResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, deadlineAtMs - performance.now()), { kind: 'deadline' })
    producer.send(topics).then(
      (sent) => {
        clearTimeout(timer)
        resolve({ kind: 'answered', sent })
      },
      (error: unknown) => {
        clearTimeout(timer)
        resolve({ kind: 'rejected', error })
      },
    )
  })
}
