import { messagesWebhook, seconds, webhook } from './bodies.ts'
import type { Cast } from './cast.ts'

/** For tests: the webhooks that make a rule open an incident. */
export interface Stimulus {
  readonly rule: string
  /** Whose incident it is. */
  readonly about: 'number' | 'template' | 'account'
  bodies(cast: Cast, nowMs: number): readonly object[]
}

/** One stimulus per rule of our services. */
export const stimuli: readonly Stimulus[] = [
  ...templateRules(),
  ...numberRules(),
  ...accountRules(),
  ...securityRules(),
  ...messageRules(),
]

function ofTemplate(rule: string, field: string, value: object): Stimulus {
  return {
    rule,
    about: 'template',
    bodies: (cast, nowMs) => [webhook(cast.wabaId, field, { ...templateOf(cast), ...value }, nowMs)],
  }
}

function templateStatus(rule: string, event: string, more: object = {}): Stimulus {
  return ofTemplate(rule, 'message_template_status_update', { event, reason: 'NONE', ...more })
}

function templateRules(): readonly Stimulus[] {
  const later = Math.floor(Date.now() / 1000) + 86_400
  return [
    templateStatus('template-rejected', 'REJECTED', { reason: 'SCAM' }),
    templateStatus('template-paused', 'PAUSED', { other_info: { title: 'FIRST_PAUSE', description: 'It rests.' } }),
    templateStatus('template-disabling-announced', 'FLAGGED', { disable_info: { disable_date: later } }),
    templateStatus('template-disabled', 'DISABLED'),
    templateStatus('template-flagged', 'FLAGGED'),
    templateStatus('template-limit-exceeded', 'LIMIT_EXCEEDED'),
    ofTemplate('template-quality', 'message_template_quality_update', {
      previous_quality_score: 'GREEN',
      new_quality_score: 'RED',
    }),
    ofTemplate('template-category-announced', 'template_category_update', {
      new_category: 'UTILITY',
      correct_category: 'MARKETING',
      category_update_timestamp: later,
    }),
    ofTemplate('template-category-changed', 'template_category_update', {
      previous_category: 'UTILITY',
      new_category: 'MARKETING',
    }),
    ofTemplate('template-category-mismatch', 'template_correct_category_detection', {
      category: 'UTILITY',
      correct_category: 'MARKETING',
    }),
  ]
}

function templateOf({ templateId, templateName }: Cast): object {
  return {
    message_template_id: templateId,
    message_template_name: templateName,
    message_template_language: 'en_US',
  }
}

/** One after the other, the last of them now. */
function ofNumber(rule: string, field: string, ...values: readonly object[]): Stimulus {
  return {
    rule,
    about: 'number',
    bodies: ({ wabaId, phoneNumber }, nowMs) =>
      values.map((value, at) =>
        webhook(
          wabaId,
          field,
          { display_phone_number: phoneNumber, ...value },
          nowMs - (values.length - 1 - at) * 60_000,
        ),
      ),
  }
}

function numberRules(): readonly Stimulus[] {
  const [quality, name] = ['phone_number_quality_update', 'phone_number_name_update']
  const asked = { requested_verified_name: 'Example Shop' }
  return [
    ofNumber('number-flagged', quality, { event: 'FLAGGED', current_limit: 'TIER_2K' }),
    ofNumber('limit-lowered', quality, { event: 'DOWNGRADE', old_limit: 'TIER_10K', current_limit: 'TIER_2K' }),
    ofNumber('limit-raised', quality, { event: 'UPGRADE', old_limit: 'TIER_2K', current_limit: 'TIER_10K' }),
    ofNumber('name-rejected', name, { decision: 'REJECTED', rejection_reason: 'NAME_NOT_CONSISTENT', ...asked }),
    ofNumber('name-deferred', name, { decision: 'DEFERRED', rejection_reason: null, ...asked }),
  ]
}

function ofAccount(rule: string, field: string, value: object): Stimulus {
  return { rule, about: 'account', bodies: ({ wabaId }, nowMs) => [webhook(wabaId, field, value, nowMs)] }
}

function accountUpdate(rule: string, event: string, more: object = {}): Stimulus {
  return ofAccount(rule, 'account_update', { event, ...more })
}

function ban(state: string): object {
  return { ban_info: { waba_ban_state: state, waba_ban_date: 'April 17, 2031' } }
}

function accountRules(): readonly Stimulus[] {
  return [
    ofAccount('review-rejected', 'account_review_update', { decision: 'REJECTED' }),
    ofAccount('review-deferred', 'account_review_update', { decision: 'DEFERRED' }),
    accountUpdate('restricted', 'ACCOUNT_RESTRICTION', {
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }],
    }),
    accountUpdate('violation', 'ACCOUNT_VIOLATION', { violation_info: { violation_type: 'ADULT' } }),
    accountUpdate('ban-scheduled', 'DISABLED_UPDATE', ban('SCHEDULE_FOR_DISABLE')),
    accountUpdate('account-banned', 'DISABLED_UPDATE', ban('DISABLE')),
    {
      rule: 'account-alert',
      about: 'account',
      bodies: ({ wabaId }, nowMs) => [
        webhook(
          wabaId,
          'account_alerts',
          { entity_type: 'BUSINESS', entity_id: wabaId, alert_info: obaRejected },
          nowMs,
        ),
      ],
    },
    {
      rule: 'number-verified',
      about: 'number',
      bodies: ({ wabaId, phoneNumber }, nowMs) => [
        webhook(wabaId, 'account_update', { event: 'VERIFIED_ACCOUNT', phone_number: phoneNumber }, nowMs),
      ],
    },
  ]
}

const obaRejected = {
  alert_severity: 'WARNING',
  alert_status: 'ACTIVE',
  alert_type: 'OBA_REJECTED',
  alert_description: 'The request was not granted.',
}

function ofSecurity(rule: string, ...events: readonly string[]): Stimulus {
  return ofNumber(rule, 'security', ...events.map((event) => ({ event })))
}

function ofPartner(rule: string, event: string): Stimulus {
  return {
    rule,
    about: 'account',
    bodies: ({ wabaId }, nowMs) => {
      const info = { waba_id: wabaId, owner_business_id: '900000000000001', partner_app_id: '670843887433847' }
      return [webhook('900000000000002', 'account_update', { event, waba_info: info }, nowMs)]
    },
  }
}

function securityRules(): readonly Stimulus[] {
  return [
    ofSecurity('two-step-reset-requested', 'PIN_RESET_REQUEST'),
    ofSecurity('two-step-code-changed', 'PIN_CHANGED'),
    ofSecurity('two-step-code-disabled', 'PIN_REQUEST_SUCCESS'),
    ofSecurity('two-step-takeover', 'PIN_RESET_SUCCESS', 'PIN_RESET_REQUEST'),
    ofPartner('partner-app-uninstalled', 'PARTNER_APP_UNINSTALLED'),
    ofPartner('partner-removed', 'PARTNER_REMOVED'),
  ]
}

function failed(cast: Cast, at: number, nowMs: number, code: number): object {
  const [id, timestamp] = [cast.wamid(`message ${at}`), String(seconds(nowMs))]
  const errors = [{ code, title: 'Not delivered' }]
  return messagesWebhook(cast, { statuses: [{ id, status: 'failed', timestamp, recipient_id: cast.user, errors }] })
}

function messageRules(): readonly Stimulus[] {
  return [
    {
      rule: 'failure-rate',
      about: 'number',
      bodies: (cast, nowMs) => Array.from({ length: 30 }, (_, at) => failed(cast, at, nowMs, 131_026)),
    },
    { rule: 'error-needs-person', about: 'number', bodies: (cast, nowMs) => [failed(cast, 0, nowMs, 131_042)] },
  ]
}
