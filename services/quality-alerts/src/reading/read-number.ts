import type { Direction } from '../limit/limit-change.ts'
import { digits } from './digits.ts'
import type { Fact } from './fact.ts'
import type { Reading } from './reading.ts'
import type { Said } from './said.ts'
import { namedAccount } from './named-account.ts'
import { textAt } from './sent.ts'

/** `phone_number_quality_update`: flags, the messaging limit and the throughput of a number. */
export function readQuality({ value, entryId }: Said): Reading {
  const word = textAt(value, 'event')
  const throughput: readonly Fact[] = word === 'THROUGHPUT_UPGRADE' ? [{ about: 'throughput', level: 'HIGH' }] : []
  return {
    word,
    wabaId: namedAccount(entryId),
    phoneNumber: digits(textAt(value, 'display_phone_number')),
    businessId: null,
    facts: [...flag(word), ...messagingLimit(value, word), ...throughput],
  }
}

function flag(word: string | null): readonly Fact[] {
  if (word === 'FLAGGED') return [{ about: 'quality', flagged: true }]
  return word === 'UNFLAGGED' ? [{ about: 'quality', flagged: false }] : []
}

/** Since February 2026 only the limit of the whole business is told; before, also the number's own. */
function messagingLimit(value: unknown, word: string | null): readonly Fact[] {
  const [current, ofBusiness] = [textAt(value, 'current_limit'), textAt(value, 'max_daily_conversations_per_business')]
  const limit = current === null || current === 'TIER_NOT_SET' ? (ofBusiness ?? current) : current
  if (limit === null) return []
  return [
    {
      about: 'limit',
      measure: 'messaging_limit',
      value: limit,
      before: textAt(value, 'old_limit'),
      told: told.get(word ?? '') ?? null,
    },
  ]
}

const told: ReadonlyMap<string, Direction> = new Map([
  ['DOWNGRADE', 'lowered'],
  ['UPGRADE', 'raised'],
])

/** `phone_number_name_update`: what became of the display name that was asked for. */
export function readName({ value, entryId }: Said): Reading {
  const decision = textAt(value, 'decision')
  const requestedName = textAt(value, 'requested_verified_name')
  const reason = textAt(value, 'rejection_reason')
  return {
    word: decision,
    wabaId: namedAccount(entryId),
    phoneNumber: digits(textAt(value, 'display_phone_number')),
    businessId: null,
    facts:
      decision === null ? [] : [{ about: 'name', decision, requestedName, reason: reason === 'NONE' ? null : reason }],
  }
}
