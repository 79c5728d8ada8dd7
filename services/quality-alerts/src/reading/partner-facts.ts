import type { Fact } from './fact.ts'
import { namedAccount } from './named-account.ts'
import type { Said } from './said.ts'
import { textAt, textsAt } from './sent.ts'

/** Who owns the account, and who may act for it. */
export function partnerFacts(word: string, said: Said): readonly Fact[] {
  const owner = textAt(said.value, 'waba_info', 'owner_business_id')
  return [...(owner === null ? [] : [{ about: 'owner', businessId: owner } as const]), ...eventFacts(word, said)]
}

function eventFacts(word: string, { value, entryId }: Said): readonly Fact[] {
  const appId = textAt(value, 'waba_info', 'partner_app_id')
  switch (word) {
    case 'PARTNER_ADDED':
      return partner(true, value, entryId)
    case 'PARTNER_REMOVED':
      return disconnection(value) ?? partner(false, value, entryId)
    case 'PARTNER_APP_INSTALLED':
    case 'PARTNER_APP_UNINSTALLED':
      return appId === null ? [] : [{ about: 'app', appId, installed: word === 'PARTNER_APP_INSTALLED' }]
    case 'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE':
      return certification(value)
    case 'PARTNER_CLIENT_CERTIFICATION_NEEDED': {
      const businessId = textAt(value, 'partner_client_certification_needed_info', 'client_business_id')
      return businessId === null ? [] : [{ about: 'certification', businessId, status: 'NEEDED', reasons: [] }]
    }
    default:
      return []
  }
}

function partner(added: boolean, value: unknown, entryId: string): readonly Fact[] {
  const partnerId = namedAccount(entryId)
  if (partnerId === null) return []
  return [
    {
      about: 'partner',
      partnerId,
      added,
      solutionId: textAt(value, 'waba_info', 'solution_id'),
      solutionPartners: textsAt(value, 'waba_info', 'solution_partner_business_ids'),
    },
  ]
}

/** A number that was shared with the WhatsApp Business app was disconnected: the partner keeps the account. */
function disconnection(value: unknown): readonly Fact[] | null {
  const reason = textAt(value, 'disconnection_info', 'reason')
  const initiatedBy = textAt(value, 'disconnection_info', 'initiated_by')
  return reason === null && initiatedBy === null ? null : [{ about: 'disconnection', reason, initiatedBy }]
}

function certification(value: unknown): readonly Fact[] {
  const info = 'partner_client_certification_info'
  const [businessId, status] = [textAt(value, info, 'client_business_id'), textAt(value, info, 'status')]
  if (businessId === null || status === null) return []
  // Meta joins the words of a reason by spaces or by underscores.
  const reasons = textsAt(value, info, 'rejection_reasons').map((reason) => reason.replaceAll(' ', '_'))
  return [{ about: 'certification', businessId, status, reasons }]
}
