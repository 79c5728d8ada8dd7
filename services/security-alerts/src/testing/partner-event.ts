import type { PartnerEvent } from '../partner/partner-event.ts'

/** An event for tests, between the account and the partner of the tests. */
export function partnerEvent(change: Partial<PartnerEvent> & Pick<PartnerEvent, 'step'>): PartnerEvent {
  return {
    wabaId: '200000000000001',
    partnerId: '300000000000001',
    appId: null,
    phoneNumber: null,
    reason: null,
    initiatedBy: null,
    ...change,
  }
}
