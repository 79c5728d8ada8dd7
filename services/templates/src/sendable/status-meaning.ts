/** What a status of Meta's means for somebody who wants to send the template. */
export interface StatusMeaning {
  readonly sendable: 'yes' | 'no'
  /** One word for programs. */
  readonly reason: string
  readonly meaning: string
  readonly whatToDo: string
  /** It can be sent, but may stop soon. */
  readonly atRisk?: true
}

/**
 * Every documented `event` of message_template_status_update but UNARCHIVED, which brings back an earlier one.
 * Meta: WhatsApp Business Platform, message_template_status_update webhook reference.
 */
export const statusMeanings: Readonly<Record<string, StatusMeaning>> = {
  APPROVED: {
    sendable: 'yes',
    reason: 'approved',
    meaning: 'Meta approved it.',
    whatToDo: 'Nothing.',
  },
  REINSTATED: {
    sendable: 'yes',
    reason: 'reinstated',
    meaning: 'It is no longer flagged or disabled.',
    whatToDo: 'Send it again, first to people who expect it.',
  },
  FLAGGED: {
    sendable: 'yes',
    reason: 'flagged',
    meaning: 'People gave negative feedback, and Meta may disable it.',
    whatToDo: 'Send it only to people who expect it, or improve its text, before Meta disables it.',
    atRisk: true,
  },
  PENDING: {
    sendable: 'no',
    reason: 'pending',
    meaning: 'Meta is reviewing it.',
    whatToDo: 'Wait for the review, which takes up to 24 hours; then its status is APPROVED or REJECTED.',
  },
  IN_APPEAL: {
    sendable: 'no',
    reason: 'in_appeal',
    meaning: 'Meta is deciding on an appeal.',
    whatToDo: 'Wait for the decision in WhatsApp Manager.',
  },
  REJECTED: {
    sendable: 'no',
    reason: 'rejected',
    meaning: 'Meta rejected it.',
    whatToDo: 'Edit it, which has it reviewed again, or appeal in WhatsApp Manager.',
  },
  PAUSED: {
    sendable: 'no',
    reason: 'paused',
    meaning: 'Meta paused it because of its quality.',
    whatToDo: 'Stop campaigns that use it and wait for APPROVED; improve its text or whom it goes to.',
  },
  DISABLED: {
    sendable: 'no',
    reason: 'disabled',
    meaning: 'Meta disabled it because of negative feedback.',
    whatToDo: 'Appeal in WhatsApp Manager, or make another template with another text.',
  },
  LOCKED: {
    sendable: 'no',
    reason: 'locked',
    meaning: 'Meta locked it, so that it cannot be edited.',
    whatToDo: 'Look at it in WhatsApp Manager and use another template until it is approved again.',
  },
  LIMIT_EXCEEDED: {
    sendable: 'no',
    reason: 'limit_exceeded',
    meaning: 'The account has as many templates as it may have.',
    whatToDo:
      'Delete templates that nobody uses, or verify the business, which raises the limit; then submit it again.',
  },
  ARCHIVED: {
    sendable: 'no',
    reason: 'archived',
    meaning: 'It was archived.',
    whatToDo: 'Unarchive it in WhatsApp Manager.',
  },
  PENDING_DELETION: {
    sendable: 'no',
    reason: 'pending_deletion',
    meaning: 'It was deleted in WhatsApp Manager and will be gone soon.',
    whatToDo: 'Use another template.',
  },
  DELETED: {
    sendable: 'no',
    reason: 'deleted',
    meaning: 'It was deleted.',
    whatToDo: 'Use another template; its name is free again for the same language after 30 days.',
  },
}
