import { type AccountState, schema as accountStateText } from '../../generated/account-state.ts'
import { type Alert, schema as alertsText } from '../../generated/alerts.ts'
import { type Audit, schema as auditText } from '../../generated/audit.ts'
import { type PhoneNumberState, schema as phoneNumberStateText } from '../../generated/phone-number-state.ts'
import { type Quarantine, schema as quarantineText } from '../../generated/quarantine.ts'
import { type SubscriptionState, schema as subscriptionStateText } from '../../generated/subscription-state.ts'
import { type TemplateState, schema as templateStateText } from '../../generated/template-state.ts'
import { schema as unknownFieldText, type UnknownFieldEvent } from '../../generated/unknown-field.ts'
import { days, MIB } from './field-topic.ts'
import type { Topic } from './topic.ts'

/** Changes of fields that the catalogue does not know, and entries and changes that cannot be taken apart, as text. */
export const unknownField = recordTopic<UnknownFieldEvent>('unknown-field', unknownFieldText, {
  retentionMs: days(90),
  maxBytes: 6 * MIB,
})

/** What was authentic but cannot be an event: the raw body, and why. */
export const quarantine = recordTopic<Quarantine>('quarantine', quarantineText, {
  retentionMs: days(90),
  maxBytes: 8 * MIB,
})

/** Alerts of all services. */
export const alerts = recordTopic<Alert>('alerts', alertsText)

/** Who changed what. */
export const audit = recordTopic<Audit>('audit', auditText)

/** The latest state of each message template, key `waba_id:template_id`. */
export const templateState = recordTopic<TemplateState>('template-state', templateStateText, { cleanup: 'compact' })

/** The latest state of each business phone number, key its digits. */
export const phoneNumberState = recordTopic<PhoneNumberState>('phone-number-state', phoneNumberStateText, {
  cleanup: 'compact',
})

/** The latest state of each WhatsApp Business Account, key its id. */
export const accountState = recordTopic<AccountState>('account-state', accountStateText, { cleanup: 'compact' })

/** The latest state of each account's subscription, key the account's id. */
export const subscriptionState = recordTopic<SubscriptionState>('subscription-state', subscriptionStateText, {
  cleanup: 'compact',
})

function recordTopic<E>(shortName: string, schema: string, options: Partial<Topic<E>> = {}): Topic<E> {
  return {
    name: `waba.${shortName}.v1`,
    schema,
    partitions: 4,
    retentionMs: -1,
    cleanup: 'delete',
    maxBytes: MIB,
    lane: 'management',
    ...options,
  }
}
