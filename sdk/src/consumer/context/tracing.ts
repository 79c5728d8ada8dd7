import {
  context,
  createContextKey,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { errorClass } from '../../failure/index.ts'
import { headerText, type RawRecord } from '../../kafka/index.ts'

/** Runs handlers in the trace that their event belongs to. */
export interface Tracing {
  /** The value for the `traceparent` of what a handler publishes. */
  parentOf(raw: RawRecord): string | undefined
  run<T>(name: string, raw: RawRecord, call: () => T): T
}

/** Nothing but the header of the event, where no tracing is set up in this process. */
const headersOnly: Tracing = {
  parentOf: (raw) => headerText(raw, 'traceparent'),
  run: (_name, _raw, call) => call(),
}

const spans: Tracing = {
  parentOf(raw) {
    const span = trace.getSpanContext(context.active())
    if (!span || !isSpanContextValid(span)) return headersOnly.parentOf(raw)
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
  },
  run(name, raw, call) {
    const carrier = { traceparent: headerText(raw, 'traceparent'), tracestate: headerText(raw, 'tracestate') }
    const parent = propagation.extract(ROOT_CONTEXT, carrier)
    const span = trace.getTracer('wabastream').startSpan(name, { kind: SpanKind.CONSUMER }, parent)
    const failed = (error: unknown): never => {
      span.setStatus({ code: SpanStatusCode.ERROR, message: errorClass(error) })
      span.end()
      throw error
    }
    try {
      const result = context.with(trace.setSpan(parent, span), call)
      if (result instanceof Promise)
        return result.then(
          endWith(() => span.end()),
          failed,
        ) as typeof result
      span.end()
      return result
    } catch (error) {
      return failed(error)
    }
  },
}

/** Spans where OpenTelemetry is set up (it then keeps the active context), else only the header is passed on. */
export function createTracing(): Tracing {
  const key = createContextKey('wabastream probe')
  const isOn = context.with(ROOT_CONTEXT.setValue(key, true), () => context.active().getValue(key) === true)
  return isOn ? spans : headersOnly
}

function endWith<T>(end: () => void): (value: T) => T {
  return (value) => {
    end()
    return value
  }
}
