import type { Signal } from '../signal.ts'

const minuteMs = 60_000

const about = {
  title: 'A title',
  detail: 'What to do',
  wabaId: '1',
  phoneNumber: null,
  templateId: null,
  templateName: null,
}

/** A signal for tests; times are minutes, the event id is the time unless another is given. */
export function signal(
  minute: number,
  state: Signal['state'],
  contentId = String(minute),
  more: Partial<Pick<Signal, 'severity' | 'eventId' | 'replayed' | 'receivedAt'>> & {
    readonly expiresAt?: number | null
  } = {},
): Signal {
  const { expiresAt = null } = more
  return {
    eventId: String(minute),
    severity: 'warning',
    replayed: false,
    receivedAt: minute * minuteMs,
    ...more,
    state,
    contentId,
    occurredAt: minute * minuteMs,
    expiresAt: expiresAt === null ? null : expiresAt * minuteMs,
    about: { ...about, source: null },
  }
}
