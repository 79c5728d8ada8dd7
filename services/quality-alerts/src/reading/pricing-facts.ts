import type { Fact } from './fact.ts'
import { objectsAt, textAt } from './sent.ts'
import { unixTime } from './unix-time.ts'

/** Price tiers and rates, terms and ad accounts. */
export function pricingFacts(word: string, value: unknown): readonly Fact[] {
  switch (word) {
    case 'VOLUME_BASED_PRICING_TIER_UPDATE':
      return volumeTier(value)
    case 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE':
      return [authRate(value)]
    case 'MM_LITE_TERMS_SIGNED':
      return [{ about: 'terms', terms: 'MM_LITE' }]
    case 'AD_ACCOUNT_LINKED': {
      const id = textAt(value, 'waba_info', 'ad_account_linked') ?? textAt(value, 'waba_info', 'ad_account_id')
      return id === null ? [] : [{ about: 'ad-account', id }]
    }
    default:
      return []
  }
}

function volumeTier(value: unknown): readonly Fact[] {
  const tier = textAt(value, 'volume_tier_info', 'tier')
  if (tier === null) return []
  return [
    {
      about: 'volume-tier',
      category: textAt(value, 'volume_tier_info', 'pricing_category'),
      region: textAt(value, 'volume_tier_info', 'region'),
      month: textAt(value, 'volume_tier_info', 'effective_month'),
      tier,
      switchedAt: unixTime(textAt(value, 'volume_tier_info', 'tier_update_time')),
    },
  ]
}

function authRate(value: unknown): Fact {
  const exceptions = objectsAt(value, 'auth_international_rate_eligibility', 'exception_countries')
  return {
    about: 'auth-rate',
    startsAt: unixTime(textAt(value, 'auth_international_rate_eligibility', 'start_time')),
    exceptions: exceptions.map((exception) => ({
      country: textAt(exception, 'country_code'),
      startsAt: unixTime(textAt(exception, 'start_time')),
    })),
  }
}
