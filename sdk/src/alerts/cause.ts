/** Where an event stands in Kafka. */
export interface CauseSource {
  /** Without prefix. */
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
}

/** The event that led to a verdict. Times are milliseconds since 1970. */
export interface Cause {
  readonly eventId: string
  /** Equal for events that differ in nothing but their time. */
  readonly contentId: string
  readonly occurredAt: number
  readonly receivedAt: number
  readonly wabaId: string | null
  readonly source: CauseSource | null
  /** Set when the event was replayed: then nobody is notified. */
  readonly replay: object | null
}

/** What an event that came through a consumer has. */
export interface CauseEvent {
  readonly event_id: string
  readonly content_id: string
  readonly occurred_at: number
  readonly received_at: number
  readonly waba_id: string
  readonly source: CauseSource | null
  readonly replay: object | null
}

/** The event of a handler as the cause of a verdict. */
export function causeOf(event: CauseEvent): Cause {
  return {
    eventId: event.event_id,
    contentId: event.content_id,
    occurredAt: event.occurred_at,
    receivedAt: event.received_at,
    wabaId: event.waba_id === '' ? null : event.waba_id,
    source: event.source,
    replay: event.replay,
  }
}
