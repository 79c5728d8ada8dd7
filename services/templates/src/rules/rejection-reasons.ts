/** Documented values of `reason`, in words. Meta: message_template_status_update webhook reference. */
export const rejectionReasons: Readonly<Record<string, string>> = {
  ABUSIVE_CONTENT: 'Its content violates policies of WhatsApp.',
  CATEGORY_NOT_AVAILABLE: 'Authentication templates are not available in its region.',
  INCORRECT_CATEGORY: 'Its content does not match its category.',
  INVALID_FORMAT: 'Its format is not valid, for example in its variables.',
  PROMOTIONAL: 'Its content is promotional where that is not allowed.',
  SCAM: 'Its content looks like fraud.',
  TAG_CONTENT_MISMATCH: 'Its content does not match its category or its language.',
}
