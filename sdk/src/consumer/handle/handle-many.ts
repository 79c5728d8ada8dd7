import { createContext } from '../context/event-context.ts'
import { classOf } from '../fate/index.ts'
import type { Handler, HandlerPorts } from './handler-ports.ts'
import { isPromise } from './is-promise.ts'
import { HELD, type Outcome, SETTLED } from './outcome.ts'

const cancelled = (): Outcome => HELD

/** Calls `handleBatch` with the events of a slice. */
export function createHandleMany(ports: HandlerPorts): Handler['handleMany'] {
  const { handling, contexts, tracing, calls, probes, metrics } = ports
  return async function handleMany(prepared) {
    const [first] = prepared
    const { many } = handling
    if (!first || !many) return SETTLED
    first.begin()
    const events = prepared.flatMap(({ event }) => (event === null ? [] : [event]))
    const done = (): Outcome => {
      metrics.handled(events.length)
      probes.succeeded(first)
      return SETTLED
    }
    const failed = (error: unknown): Outcome | null => {
      const kind = classOf(error)
      metrics.failed(kind)
      ports.failed?.(error)
      // One by one, each event would only find the same dependency down.
      return kind === 'unavailable' ? probes.nextMs(first) : null
    }
    try {
      const result = tracing.run('process batch', first.raw, () => many(events, createContext(contexts, first)))
      if (!isPromise(result)) return done()
      const { controller, place } = first
      return await calls.watch<Outcome | null>({ partition: place.key, controller, result, done, failed, cancelled })
    } catch (error) {
      return failed(error)
    }
  }
}
