import type { AccountUpdateEvent } from '@wabastream/schemas'
import { digits } from '../two-step/digits.ts'

/** What happened between an account and a partner, or a partner's app. */
export type PartnerStep = 'added' | 'removed' | 'installed' | 'uninstalled'

/** A change of who can act for an account. */
export interface PartnerEvent {
  readonly step: PartnerStep
  readonly wabaId: string | null
  /** Business portfolio of the partner: the entry of these events has its id, not the account's. */
  readonly partnerId: string | null
  readonly appId: string | null
  /** Digits of the number that was disconnected from the WhatsApp Business app. */
  readonly phoneNumber: string | null
  /** Why such a number was disconnected. */
  readonly reason: string | null
  /** USER or SYSTEM. */
  readonly initiatedBy: string | null
}

const steps: ReadonlyMap<string, PartnerStep> = new Map([
  ['PARTNER_ADDED', 'added'],
  ['PARTNER_REMOVED', 'removed'],
  ['PARTNER_APP_INSTALLED', 'installed'],
  ['PARTNER_APP_UNINSTALLED', 'uninstalled'],
])

/** Null for the other events of `account_update`. */
export function partnerEventOf({ entry_id: entryId, value }: AccountUpdateEvent): PartnerEvent | null {
  const step = value.event === null ? undefined : steps.get(value.event)
  if (step === undefined) return null
  const wabaId = value.waba_info?.waba_id || null
  return {
    step,
    wabaId,
    partnerId: entryId === '' || entryId === '0' || entryId === wabaId ? null : entryId,
    appId: value.waba_info?.partner_app_id || null,
    phoneNumber: digits(value.phone_number),
    reason: value.disconnection_info?.reason ?? null,
    initiatedBy: value.disconnection_info?.initiated_by ?? null,
  }
}
