/**
 * What became of a sent message, by rank: a higher one replaces a lower one, whatever their times and their order of
 * arrival. `failed` is below `delivered` because Meta may report a failure for one device of a person and deliver to
 * another. `other` stands for words that are not documented.
 */
const states = ['other', 'sent', 'failed', 'delivered', 'read', 'played'] as const

export type DeliveryState = (typeof states)[number]

/** The rank of a status as Meta sends it; 0 for words that are not documented. */
export function rankOf(status: string): number {
  return Math.max(states.indexOf(status as DeliveryState), 0)
}

/** The name of a rank. */
export function stateOf(rank: number): DeliveryState {
  return states[rank] ?? 'other'
}

export const failedRank = rankOf('failed')

/** Words of `history_context.status` for what the status webhooks say otherwise. PENDING has no such word. */
const historyWords: Readonly<Record<string, DeliveryState>> = {
  SENT: 'sent',
  ERROR: 'failed',
  DELIVERED: 'delivered',
  READ: 'read',
  PLAYED: 'played',
}

/** A status of the chat history in the words of status webhooks: `READ` is `read`; unknown words in lower case. */
export function fromHistory(status: string): string {
  return historyWords[status] ?? status.toLowerCase()
}
