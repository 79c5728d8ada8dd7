import { context, isSpanContextValid, trace } from '@opentelemetry/api'

/**
 * The W3C trace context for the records of one delivery. Where tracing is switched on it is the active span; otherwise
 * the delivery id serves as the trace id, so that downstream spans of one delivery still meet in one trace.
 */
export function traceparentOf(deliveryId: string): string {
  const span = trace.getSpanContext(context.active())
  if (span && isSpanContextValid(span))
    return `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`
  const id = deliveryId.replaceAll('-', '')
  return `00-${id}-${id.slice(16)}-00`
}
