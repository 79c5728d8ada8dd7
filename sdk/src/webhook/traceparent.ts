import { context, isSpanContextValid, trace } from '@opentelemetry/api'

/**
 * The W3C trace context for the records of one delivery. Where tracing is switched on it is the active span; otherwise
 * the delivery id, a UUID, serves as the trace id, so that downstream spans of one delivery still meet in one trace.
 */
export function traceparentOf(deliveryId: string): string {
  const span = trace.getSpanContext(context.active())
  if (span && isSpanContextValid(span))
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
  const start = deliveryId.slice(0, 8) + deliveryId.slice(9, 13) + deliveryId.slice(14, 18)
  const end = deliveryId.slice(19, 23) + deliveryId.slice(24)
  return `00-${start}${end}-${end}-00`
}
