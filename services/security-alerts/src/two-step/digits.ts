/** The digits of a display phone number; null when there are none. */
export function digits(phoneNumber: string | null): string | null {
  return phoneNumber?.replaceAll(/\D/g, '') || null
}
