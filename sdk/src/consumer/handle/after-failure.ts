import { setTimeout as sleep } from 'node:timers/promises'
import { classOf, decideFate, type RetryTier } from '../fate/index.ts'
import { originOf, sourceOf } from '../record/origin.ts'
import type { Call } from './call.ts'
import type { HandlerPorts } from './handler-ports.ts'
import { HELD, type Outcome } from './outcome.ts'

/** No wait at all would read as `SETTLED`. */
const SHORTEST_WAIT_MS = 1

/** Does what becomes of an event whose handler failed. */
export type Failed = (call: Call, error: unknown) => Promise<Outcome>

/** `attempt` calls the handler again. */
export function createFailed(ports: HandlerPorts, attempt: (call: Call) => Outcome | Promise<Outcome>): Failed {
  const { contexts, probes, metrics, stopping } = ports

  function keep(call: Call, facts: { to: RetryTier | 'dlq'; spent: number; error: unknown }): Promise<Outcome> {
    const origin = call.event?.source ?? (ports.overRetryTopics ? originOf : sourceOf)(call, ports.prefix)
    return ports.keep({ delivered: call, origin, ...facts })
  }

  async function actOn(call: Call, error: unknown): Promise<Outcome> {
    metrics.failed(classOf(error))
    ports.failed?.(error)
    const { spent, here, startedAtMs, raw, place } = call
    const fate = decideFate(error, { spent, here, sinceMs: performance.now() - startedAtMs }, ports.rules)
    switch (fate.act) {
      case 'again':
        await sleep(fate.afterMs, undefined, { signal: stopping }).catch(() => undefined)
        return stopping.aborted ? HELD : attempt(call)
      case 'retry':
        return keep(call, { to: fate.tier, spent: fate.spent, error })
      case 'wait':
        ports.remember(raw, place, fate.spent)
        contexts.log.warn(
          { topic: place.topic, partition: place.partition, afterMs: fate.afterMs },
          'a partition waits',
        )
        return Math.max(SHORTEST_WAIT_MS, fate.afterMs)
      case 'probe':
        return probes.nextMs(call)
      case 'dead-letter':
        return keep(call, { to: 'dlq', spent: fate.spent, error })
    }
  }

  return (call, error) =>
    actOn(call, error).catch((bug: unknown) => {
      ports.broken(bug instanceof Error ? bug : new Error(String(bug)))
      return HELD
    })
}
