import type { TwoStepEvent } from '../two-step/two-step-event.ts'

/** An event for tests: a request of the number 15550000001, unless the test says otherwise. */
export function twoStepEvent(change: Partial<TwoStepEvent> = {}): TwoStepEvent {
  const eventId = change.eventId ?? 'change_1'
  const occurredAt = change.occurredAt ?? 1_760_270_000_000
  return {
    eventId,
    subject: '15550000001',
    wabaId: '200000000000001',
    phoneNumber: '15550000001',
    step: 'asked',
    requester: null,
    occurredAt,
    cause: {
      eventId,
      contentId: `content_${eventId}`,
      occurredAt,
      receivedAt: occurredAt,
      wabaId: '200000000000001',
      source: { topic: 'waba.security.v1', partition: 0, offset: 1n },
      replay: null,
    },
    ...change,
  }
}
