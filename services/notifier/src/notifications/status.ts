/**
 * What became of a notification:
 * - `pending`: to be sent by the consumer, now or when the alert comes back over a retry topic or from the dead letters
 * - `held`: to be sent at `due_at`
 * - `sending`: on its way; after a crash it is sent once more
 * - `sent`: the destination took it (2xx)
 * - `failed`: the destination refused it, or was away for too long
 * - `dropped`: it was no longer worth sending; `reason` says why
 */
export const statuses = ['pending', 'held', 'sending', 'sent', 'failed', 'dropped'] as const

export type Status = (typeof statuses)[number]

/** Longer than any HTTP call takes: what is `sending` for so long was cut off. */
export const claimHoldsMs = 12_000
