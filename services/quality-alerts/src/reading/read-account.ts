import type { Fact, Measure } from './fact.ts'
import { namedAccount } from './named-account.ts'
import type { Reading } from './reading.ts'
import type { Said } from './said.ts'
import { sent, textAt } from './sent.ts'

/** `account_review_update`: what became of the policy review. */
export function readReview({ value, entryId }: Said): Reading {
  const decision = textAt(value, 'decision')
  return ofAccount(entryId, decision, decision === null ? [] : [{ about: 'review', decision }])
}

const measures: readonly Measure[] = [
  'max_daily_conversation_per_phone',
  'max_daily_conversations_per_business',
  'max_phone_numbers_per_business',
  'max_phone_numbers_per_waba',
]

/** `business_capability_update`: limits of an account, some of which may be absent. */
export function readCapability({ value, entryId }: Said): Reading {
  const facts = measures.flatMap((measure): Fact[] => {
    const limit = textAt(value, measure)
    return limit === null ? [] : [{ about: 'limit', measure, value: limit, before: null, told: null }]
  })
  return ofAccount(entryId, null, facts)
}

/** `account_alerts`; older ones have the properties of `alert_info` in the value itself. */
export function readAccountAlert({ value, entryId }: Said): Reading {
  const info = sent(value, 'alert_info') === undefined ? value : sent(value, 'alert_info')
  const type = textAt(info, 'alert_type')
  if (type === null) return ofAccount(entryId, null, [])
  return ofAccount(entryId, type, [
    {
      about: 'account-alert',
      type,
      entityType: textAt(value, 'entity_type'),
      entityId: textAt(value, 'entity_id'),
      severity: textAt(info, 'alert_severity'),
      status: textAt(info, 'alert_status'),
      description: textAt(info, 'alert_description'),
    },
  ])
}

function ofAccount(entryId: string, word: string | null, facts: readonly Fact[]): Reading {
  return { word, wabaId: namedAccount(entryId), phoneNumber: null, businessId: null, facts }
}
