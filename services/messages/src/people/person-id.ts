/** What an id of a person is. A parent id is a business-scoped user id that linked portfolios share. */
export type PersonIdKind = 'phone' | 'user' | 'parent'

/** An id of a person. */
export interface PersonId {
  /** The form in which ids are compared: of a phone number its comparison form, else the id as sent. */
  readonly id: string
  readonly kind: PersonIdKind
  /** As sent. */
  readonly original: string
}

/**
 * Reads an id as Meta or a caller writes it; null for nothing. Meta has been seen to put a business-scoped user id where
 * a phone number belongs, so the text decides, not the property that it came in.
 */
export function personId(text: string | null | undefined): PersonId | null {
  const original = text?.trim() ?? ''
  if (original === '') return null
  if (!isPhone(original)) return { id: original, kind: /^[A-Z]{2}\.ENT\./.test(original) ? 'parent' : 'user', original }
  const digits = original.replaceAll(/\D/g, '')
  return { id: comparisonForm(digits), kind: 'phone', original: digits }
}

/** A phone number holds digits and what people put between them; ids of users and groups hold letters. */
function isPhone(text: string): boolean {
  return /^\+?[\d\s().-]*\d[\d\s().-]*$/.test(text)
}

/** True for an id in comparison form that is a phone number. */
export function isPhoneForm(id: string): boolean {
  return /^\d+$/.test(id)
}

/**
 * One form for numbers that Meta writes in two ways. The number that a business dials and the `wa_id` that webhooks give
 * differ in three countries: Argentina (54 with or without 9 for mobiles), Brazil (mobiles with or without the ninth
 * digit, 9 before the eight old ones) and Mexico (52 with or without 1). Brazilian numbers lose the 9 only where the old
 * number could be a mobile (6 to 9 first): otherwise the short form could be somebody's landline.
 */
function comparisonForm(digits: string): string {
  for (const [pattern, form] of twoForms) if (pattern.test(digits)) return digits.replace(pattern, form)
  return digits
}

const twoForms: readonly (readonly [RegExp, string])[] = [
  [/^549(\d{10})$/, '54$1'],
  [/^55(\d{2})9([6-9]\d{7})$/, '55$1$2'],
  [/^521(\d{10})$/, '52$1'],
]
