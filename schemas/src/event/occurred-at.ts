/** The beginning of 2009, the year WhatsApp began. */
const EARLIEST = Date.UTC(2009, 0, 1)
const DAY_MS = 86_400_000

/**
 * When an item happened, in epoch milliseconds: its own time, else the entry's, else when it was received. A time before
 * 2009 or more than a day after it was received is wrong, so the next in line counts.
 * @param ownTime as sent: Unix seconds as text or as an integer.
 */
export function occurredAt(ownTime: unknown, entryTime: number | null, receivedAt: number): number {
  for (const seconds of [secondsOf(ownTime), entryTime ?? Number.NaN]) {
    const millis = seconds * 1000
    if (millis >= EARLIEST && millis <= receivedAt + DAY_MS) return millis
  }
  return receivedAt
}

function secondsOf(time: unknown): number {
  if (typeof time === 'string') return /^\d{1,12}$/.test(time) ? Number(time) : Number.NaN
  return typeof time === 'number' && Number.isInteger(time) ? time : Number.NaN
}
