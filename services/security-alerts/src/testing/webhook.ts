/** Epoch milliseconds at which stories of tests begin. */
export const start = 1_760_270_000_000

export const hour = 3_600_000

/** One change of an account's webhook, `at` milliseconds after the start. */
export interface Change {
  readonly field: 'security' | 'account_update'
  readonly value: object
  readonly at: number
  readonly entryId: string
}

/** A change of the two-step code of 15550000001, unless said otherwise. */
export function security(event: string, at = 0, value: object = {}): Change {
  return {
    field: 'security',
    value: { display_phone_number: '+1 555-000-0001', event, ...value },
    at,
    entryId: '200000000000001',
  }
}

/** A change between the account and its partner. */
export function partner(event: string, at = 0, value: object = {}): Change {
  const info = { waba_id: '200000000000001', owner_business_id: '300000000000002' }
  const app = event.includes('_APP_') ? { partner_app_id: '400000000000001' } : {}
  return {
    field: 'account_update',
    value: { event, waba_info: { ...info, ...app }, ...value },
    at,
    entryId: '300000000000001',
  }
}

/** A change as Meta sends it. */
export function webhook({ field, value, at, entryId }: Change) {
  const time = Math.floor((start + at) / 1000)
  return { object: 'whatsapp_business_account', entry: [{ id: entryId, time, changes: [{ field, value }] }] }
}
