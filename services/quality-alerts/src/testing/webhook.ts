/** Epoch milliseconds at which stories of tests begin. */
export const start = 1_760_270_000_000

export const hour = 3_600_000

export const wabaId = '200000000000001'
export const number = '15550000001'

/** One change of a webhook, `at` milliseconds after the start. */
export interface Change {
  readonly field: string
  readonly value: object
  readonly at: number
  readonly entryId: string
}

/** A change of an account. */
export function change(field: string, value: object, at = 0): Change {
  return { field, value, at, entryId: wabaId }
}

/** A change of the account, by its event. */
export function update(event: string, value: object = {}, at = 0): Change {
  return change('account_update', { event, ...value }, at)
}

/** A change of the quality of the number. */
export function quality(event: string, value: object = {}, at = 0): Change {
  return change('phone_number_quality_update', { display_phone_number: `+${number}`, event, ...value }, at)
}

/** A decision on the display name of the number. */
export function name(decision: string, value: object = {}, at = 0): Change {
  const asked = {
    display_phone_number: number,
    decision,
    requested_verified_name: 'Fictional Florist',
    rejection_reason: null,
  }
  return change('phone_number_name_update', { ...asked, ...value }, at)
}

/** The same, with an entry that does not name the account. */
export function unnamed(changed: Change): Change {
  return { ...changed, entryId: '0' }
}

/** A change as Meta sends it. */
export function webhook({ field, value, at, entryId }: Change) {
  const time = Math.floor((start + at) / 1000)
  return { object: 'whatsapp_business_account', entry: [{ id: entryId, time, changes: [{ field, value }] }] }
}
