import { digits } from './digits.ts'
import type { Fact } from './fact.ts'
import { namedAccount } from './named-account.ts'
import { partnerFacts } from './partner-facts.ts'
import { policyFacts } from './policy-facts.ts'
import { pricingFacts } from './pricing-facts.ts'
import type { Reading } from './reading.ts'
import type { Said } from './said.ts'
import { textAt } from './sent.ts'

/** The entry of these events is the partner's business portfolio: only `waba_info` names the account. */
const ofPortfolio = /^(PARTNER_|AD_ACCOUNT_LINKED$|MM_LITE_TERMS_SIGNED$)/

/** `account_update`: one of many events. An event that is not known says nothing here; it is kept in the history. */
export function readAccountUpdate(said: Said): Reading {
  const { value, entryId } = said
  const word = textAt(value, 'event')
  const named = namedAccount(textAt(value, 'waba_info', 'waba_id') ?? '')
  const isPortfolio = word !== null && ofPortfolio.test(word)
  const facts = word === null ? [] : [...ownFacts(word, value), ...policyFacts(word, value)]
  if (word !== null) facts.push(...pricingFacts(word, value), ...partnerFacts(word, said))
  return {
    word,
    wabaId: named ?? (isPortfolio ? null : namedAccount(entryId)),
    phoneNumber: digits(textAt(value, 'phone_number')),
    businessId: textAt(value, clientInfo(word), 'client_business_id'),
    facts,
  }
}

/** What becomes of the account as such. */
function ownFacts(word: string, value: unknown): readonly Fact[] {
  const country = textAt(value, 'country')
  switch (word) {
    case 'ACCOUNT_DELETED':
      return [{ about: 'deletion' }]
    case 'ACCOUNT_OFFBOARDED':
      return [{ about: 'offboarding', offboarded: true }]
    case 'ACCOUNT_RECONNECTED':
      return [{ about: 'offboarding', offboarded: false }]
    case 'VERIFIED_ACCOUNT':
      return [{ about: 'verified' }]
    case 'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE':
      return country === null ? [] : [{ about: 'country', country }]
    default:
      return []
  }
}

function clientInfo(word: string | null): string {
  return word === 'PARTNER_CLIENT_CERTIFICATION_NEEDED'
    ? 'partner_client_certification_needed_info'
    : 'partner_client_certification_info'
}
