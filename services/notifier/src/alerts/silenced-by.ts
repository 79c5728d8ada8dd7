import type { Consumed } from '@wabastream/sdk/consumer'
import type { Alert } from '@wabastream/schemas'

/** Why an alert is kept and answered but told to no one. */
export type Silence = 'silent' | 'replay' | 'old'

/** An alert that waited longer than this is history: the topic is read again, or this service was away. */
const oldAfterMs = 24 * 3_600_000

/** Why nobody is told of an alert; null when destinations are. A replay that asks for effects again is no reason. */
export function silencedBy({ silent, replay, source }: Consumed<Alert>, nowMs: number): Silence | null {
  if (silent) return 'silent'
  if (replay?.effects === 'respect') return 'replay'
  return nowMs - source.timestampMs > oldAfterMs ? 'old' : null
}
