import { textAt } from './sent.ts'

/** The account that an entry names; null for Meta's "0". */
export function namedAccount(entryId: string): string | null {
  return entryId === '0' ? null : textAt(entryId)
}
