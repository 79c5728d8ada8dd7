import { createLane, type KafkaConfig } from '../../kafka/index.ts'
import type { Log, Metrics } from '../../observe/index.ts'
import type { Part } from '../../service/index.ts'
import type { Store } from '../../store/index.ts'
import { createRelay } from './create-relay.ts'

export interface OutboxSenderOptions {
  readonly store: Store
  readonly kafka: KafkaConfig
  /** Stands in log lines. */
  readonly name: string
  readonly log: Log
  readonly metrics: Metrics
}

/**
 * The relay of a store's outbox with a lane of its own. The lane has its default times: a send is over, for good or
 * not, before another process can have the relay's lease. With a patient lane an old record could come after a newer one.
 */
export function createOutboxSender({ store, kafka, name, log, metrics }: OutboxSenderOptions): Part {
  const lane = createLane({ kafka, name })
  const relay = createRelay({ store, publish: (records) => lane.publish(records), log, metrics })
  return {
    name: 'outbox sender',
    async start() {
      // It connects in the background, and rejects only when it is stopped meanwhile.
      lane.start().catch(() => {})
      await relay.start()
    },
    async stop() {
      await relay.stop()
      await lane.stop()
    },
  }
}
