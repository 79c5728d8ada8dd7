import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { codecOf, encodeEvent, parseJson } from '@wabastream/schemas/codec'
import { draftsOf } from '@wabastream/schemas/event'
import { expect, test } from 'vitest'
import { findingsOf } from '../rules/findings.ts'
import { read } from './read.ts'
import type { HealthEvent } from './reading.ts'

const folder = join(import.meta.dirname, '../../../../schemas/samples')

/** What a documented webhook says: whom it is about, its facts, and the rules that it opens (+) or resolves (-). */
function told(path: string): string {
  const body = readFileSync(join(folder, path))
  const delivery = { id: 'd', appId: null, receivedAt: 1_760_500_000_000, body }
  const [draft] = draftsOf(parseJson(body.toString()), delivery)
  if (draft === undefined) throw new Error(`${path} holds no event`)
  const event = codecOf(draft.topic.schema).decode(encodeEvent(draft, 1).bytes) as HealthEvent
  const reading = read(event)
  const { facts, wabaId, phoneNumber } = reading
  const findings = facts.flatMap((fact) => findingsOf({ fact, about: reading, wabaId }))
  const judged = findings.map(({ rule, verdict }) => `${verdict.state === 'open' ? '+' : '-'}${rule.name}`)
  const about = [wabaId === null ? '' : 'account', phoneNumber === null ? '' : 'number'].filter((word) => word !== '')
  return `${about.join(' and ') || 'nobody'}: ${facts.map((fact) => fact.about).join(' ')} ${judged.join(' ')}`.trim()
}

const rows: readonly (readonly [path: string, told: string])[] = [
  ['account_update/account-deleted', 'account: deletion'],
  ['account_update/account-offboarded', 'account: offboarding'],
  ['account_update/account-reconnected', 'account: offboarding'],
  ['account_update/account-restriction', 'account: restriction restriction +restricted +restricted'],
  ['account_update/account-restriction-calling', 'account and number: restriction +restricted'],
  ['account_update/account-restriction-expiration-text', 'account: restriction +restricted'],
  ['account_update/account-violation', 'account: violation +violation'],
  ['account_update/account-violation-calling-warning', 'number: violation +violation'],
  ['account_update/ad-account-linked', 'account: ad-account owner'],
  ['account_update/ad-account-linked-other-name', 'account: ad-account owner'],
  ['account_update/auth-intl-price-eligibility-update', 'account: auth-rate'],
  ['account_update/business-primary-location-country-update', 'account: country'],
  ['account_update/disabled-update-disable', 'account: ban +account-banned'],
  ['account_update/disabled-update-reinstate', 'account: ban -ban-scheduled -account-banned'],
  ['account_update/disabled-update-schedule-for-disable', 'account: ban +ban-scheduled'],
  ['account_update/disabled-update-state-list-drift', 'account: ban +account-banned'],
  ['account_update/mm-lite-terms-signed', 'account: terms owner'],
  ['account_update/partner-added', 'account: owner partner'],
  ['account_update/partner-added-solution', 'account: owner partner'],
  ['account_update/partner-app-installed', 'account: owner app'],
  ['account_update/partner-app-uninstalled', 'account: owner app'],
  ['account_update/partner-client-certification-needed', 'nobody: certification'],
  ['account_update/partner-client-certification-status-update', 'nobody: certification'],
  ['account_update/partner-removed', 'account: owner partner'],
  ['account_update/partner-removed-coexistence', 'account and number: owner disconnection'],
  ['account_update/test-button', 'number: verified +number-verified'],
  ['account_update/verified-account', 'account and number: verified +number-verified'],
  ['account_update/volume-based-pricing-tier-update', 'account: volume-tier'],
  ['account_alerts/oba-approved-flat', 'account: account-alert -account-alert'],
  ['account_alerts/profile-picture-lost', 'account: account-alert +account-alert'],
  ['account_review_update/approved', 'account: review -review-rejected -review-deferred'],
  ['account_review_update/deferred', 'account: review +review-deferred'],
  ['account_review_update/pending', 'account: review'],
  ['account_review_update/rejected', 'account: review +review-rejected'],
  ['account_review_update/test-button', 'nobody: review -review-rejected -review-deferred'],
  ['business_capability_update/business-limit-number', 'account: limit limit'],
  ['business_capability_update/business-limit-tier', 'account: limit limit'],
  ['business_capability_update/limit-number', 'account: limit limit'],
  ['business_capability_update/test-button', 'nobody: limit limit'],
  ['phone_number_name_update/approved', 'account and number: name -name-rejected -name-deferred'],
  ['phone_number_name_update/approved-in-array', 'number: name -name-rejected -name-deferred'],
  ['phone_number_name_update/deferred', 'account and number: name +name-deferred'],
  ['phone_number_name_update/rejected', 'account and number: name +name-rejected'],
  ['phone_number_quality_update/business-limit-only', 'account and number: limit'],
  ['phone_number_quality_update/downgrade', 'account and number: limit'],
  ['phone_number_quality_update/flagged', 'account and number: quality limit +number-flagged'],
  ['phone_number_quality_update/onboarding', 'account and number: limit'],
  ['phone_number_quality_update/test-button', 'number: quality limit +number-flagged'],
  ['phone_number_quality_update/throughput-upgrade', 'account and number: limit throughput'],
  ['phone_number_quality_update/unflagged', 'account and number: quality limit -number-flagged'],
]

test.each(rows)('%s: %s', (path, expected) => expect(told(`${path}.json`)).toBe(expected))

test('every documented webhook of these fields has a row', () => {
  const fields = [...new Set(rows.map(([path]) => path.split('/')[0]))]
  const samples = fields.flatMap((field) =>
    globSync(join(folder, String(field), '*.json')).map((path) => `${String(field)}/${basename(path, '.json')}`),
  )
  expect(samples.toSorted()).toEqual(rows.map(([path]) => path).toSorted())
})
