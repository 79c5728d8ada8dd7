import { rule } from '@wabastream/sdk/alerts'
import type { PartnerEvent } from '../partner/partner-event.ts'

/** Why a number that is shared with the WhatsApp Business app was disconnected, in words. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ACCOUNT_DISCONNECTED', 'the business disconnected it in the app'],
  ['BUSINESS_DOWNGRADE', 'the business changed to the consumer app'],
  ['CHANGE_NUMBER', 'the business changed its number'],
  ['COMPANION_INACTIVITY', 'the linked device was not used for too long'],
  ['PRIMARY_INACTIVITY', 'the phone was not used for too long'],
  ['USER_RE_REGISTERED', 'the number was registered again'],
])

/** Registered again can be a new phone, or somebody else's. */
const suspicious = 'USER_RE_REGISTERED'

const advice =
  'Ask the owner of the account whether it was meant. If not: let them check who has access to their business portfolio, then go through the sign-up again.'

/** The partner lost an account, or a number that it shared with the WhatsApp Business app. */
export const partnerRemoved = rule<PartnerEvent>({
  name: 'partner-removed',
  severity: 'critical',
  condition:
    'PARTNER_REMOVED: an account is no longer shared with a partner. With disconnection_info it is a number that was disconnected from the WhatsApp Business app: a warning then, but critical for USER_RE_REGISTERED. PARTNER_ADDED of the same account and partner resolves it.',
  advice,
  judge(event) {
    const { step, wabaId, partnerId, phoneNumber, reason } = event
    if (step !== 'added' && step !== 'removed') return null
    const account = wabaId ?? 'unknown'
    return {
      state: step === 'removed' ? 'open' : 'resolved',
      subject: `${account}:${partnerId ?? 'unknown'}`,
      severity: reason === null || reason === suspicious ? 'critical' : 'warning',
      ...(wabaId === null ? {} : { wabaId }),
      ...(phoneNumber === null ? {} : { phoneNumber }),
      title: step === 'removed' ? removedTitle(event) : `Account ${account} is shared with the partner again`,
      detail: step === 'removed' ? `${explained(event)} ${advice}` : 'Check that the account is subscribed.',
    }
  },
})

function removedTitle({ wabaId, phoneNumber, reason }: PartnerEvent): string {
  const account = `account ${wabaId ?? 'unknown'}`
  if (reason === null) return `The partner was removed from ${account}`
  return `${phoneNumber === null ? 'A number' : `+${phoneNumber}`} of ${account} was disconnected (${reason})`
}

function explained({ reason, initiatedBy }: PartnerEvent): string {
  if (reason === null) return 'The account is no longer shared with the partner: webhooks and calls of its apps stop.'
  const who = initiatedBy === null ? '' : `, begun by the ${initiatedBy.toLowerCase()}`
  return `The number is no longer shared with the WhatsApp Business app: ${reasons.get(reason) ?? reason}${who}.`
}
