import { permanent } from '../../failure/index.ts'
import { createContext } from '../context/event-context.ts'
import type { AnyEvent } from '../read/event-reader.ts'
import { createFailed } from './after-failure.ts'
import { Call } from './call.ts'
import { createHandleMany } from './handle-many.ts'
import type { Handler, HandlerPorts } from './handler-ports.ts'
import { isPromise } from './is-promise.ts'
import { HELD, type Outcome, SETTLED } from './outcome.ts'

class ReplayRefused extends Error {
  override readonly name = 'ReplayRefused'
}

export function createHandler(ports: HandlerPorts): Handler {
  const { handling, reader, contexts, tracing, calls, probes, metrics } = ports
  const failed = createFailed(ports, attempt)

  function attempt(call: Call): Outcome | Promise<Outcome> {
    call.begin()
    try {
      const event = call.event ?? reader.read(call)
      if (event instanceof Promise)
        return event.then((read) => invoke(call, read)).catch((error) => failed(call, error))
      return invoke(call, event)
    } catch (error) {
      return failed(call, error)
    }
  }

  function invoke(call: Call, event: AnyEvent | null): Outcome | Promise<Outcome> {
    if (event === null) return SETTLED
    call.event = event
    refuseReplay(event)
    const result = tracing.run(`process ${event.source.topic}`, call.raw, () =>
      handling.one(event, createContext(contexts, call)),
    )
    if (!isPromise(result)) return done(call)
    return calls.watch<Outcome>({
      partition: call.place.key,
      controller: call.controller,
      result,
      done: () => done(call),
      failed: (error) => failed(call, error),
      cancelled: () => HELD,
    })
  }

  function refuseReplay({ replay }: AnyEvent): void {
    if (replay !== null && ports.refuseReplays) throw permanent(new ReplayRefused('this consumer takes no replays'))
  }

  function done(call: Call): Outcome {
    metrics.handled()
    probes.succeeded(call)
    return SETTLED
  }

  return {
    handle: (raw, place) => attempt(new Call(raw, place, ports.spent(raw, place))),
    async prepare(raw, place) {
      const call = new Call(raw, place, ports.spent(raw, place))
      try {
        const event = await reader.read(call)
        if (event === null) return SETTLED
        refuseReplay(event)
        call.event = event
        return call
      } catch (error) {
        call.begin()
        return failed(call, error)
      }
    },
    handleMany: createHandleMany(ports),
  }
}
