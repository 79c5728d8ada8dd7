import type { Direction } from '../limit/limit-change.ts'

/** One thing that an event says. Times are milliseconds since 1970; decisions and states are Meta's words. */
export type Fact =
  | { readonly about: 'quality'; readonly flagged: boolean }
  | { readonly about: 'throughput'; readonly level: string }
  | LimitFact
  | NameFact
  | { readonly about: 'verified' }
  | RestrictionFact
  | { readonly about: 'violation'; readonly type: string; readonly remediation: string | null }
  | { readonly about: 'disconnection'; readonly reason: string | null; readonly initiatedBy: string | null }
  | { readonly about: 'review'; readonly decision: string }
  | { readonly about: 'ban'; readonly state: string; readonly date: string | null }
  | { readonly about: 'country'; readonly country: string }
  | { readonly about: 'owner'; readonly businessId: string }
  | { readonly about: 'offboarding'; readonly offboarded: boolean }
  | { readonly about: 'deletion' }
  | { readonly about: 'ad-account'; readonly id: string }
  | { readonly about: 'terms'; readonly terms: string }
  | AuthRateFact
  | PartnerFact
  | { readonly about: 'app'; readonly appId: string; readonly installed: boolean }
  | CertificationFact
  | VolumeTierFact
  | AccountAlertFact

/** What a limit is about: of a number, or of an account. */
export type Measure =
  | 'messaging_limit'
  | 'max_daily_conversation_per_phone'
  | 'max_daily_conversations_per_business'
  | 'max_phone_numbers_per_business'
  | 'max_phone_numbers_per_waba'

export interface LimitFact {
  readonly about: 'limit'
  readonly measure: Measure
  /** A number as text, or a word such as TIER_10K. */
  readonly value: string
  /** The limit before: as Meta told it, or what the event before said. */
  readonly before: string | null
  readonly told: Direction | null
}

export interface NameFact {
  readonly about: 'name'
  readonly decision: string
  readonly requestedName: string | null
  readonly reason: string | null
}

export interface RestrictionFact {
  readonly about: 'restriction'
  readonly type: string
  /** null: a warning, or for good. */
  readonly expiresAt: number | null
  readonly remediation: string | null
}

export interface AuthRateFact {
  readonly about: 'auth-rate'
  readonly startsAt: number | null
  readonly exceptions: readonly { readonly country: string | null; readonly startsAt: number | null }[]
}

export interface PartnerFact {
  readonly about: 'partner'
  /** The partner's business portfolio. */
  readonly partnerId: string
  readonly added: boolean
  readonly solutionId: string | null
  readonly solutionPartners: readonly string[]
}

export interface CertificationFact {
  readonly about: 'certification'
  /** The client whose business is looked at. */
  readonly businessId: string
  /** NEEDED, PENDING, APPROVED, DISCARDED, FAILED or REVOKED. */
  readonly status: string
  readonly reasons: readonly string[]
}

export interface VolumeTierFact {
  readonly about: 'volume-tier'
  readonly category: string | null
  readonly region: string | null
  /** YYYY-MM. */
  readonly month: string | null
  /** min:max. */
  readonly tier: string
  /** Of several webhooks for one switch the earliest is valid. */
  readonly switchedAt: number | null
}

export interface AccountAlertFact {
  readonly about: 'account-alert'
  readonly type: string
  readonly entityType: string | null
  readonly entityId: string | null
  /** CRITICAL, WARNING or INFORMATIONAL. */
  readonly severity: string | null
  /** ACTIVE or NONE. */
  readonly status: string | null
  readonly description: string | null
}
