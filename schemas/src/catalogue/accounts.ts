import {
  schema as accountReviewUpdateText,
  type AccountReviewUpdateEvent,
} from '../../generated/account-review-update.ts'
import { schema as accountUpdateText, type AccountUpdateEvent } from '../../generated/account-update.ts'
import { schema as accountAlertsText, type AccountAlertsEvent } from '../../generated/account-alerts.ts'
import {
  schema as businessCapabilityUpdateText,
  type BusinessCapabilityUpdateEvent,
} from '../../generated/business-capability-update.ts'
import { schema as partnerSolutionsText, type PartnerSolutionsEvent } from '../../generated/partner-solutions.ts'
import {
  schema as paymentConfigurationUpdateText,
  type PaymentConfigurationUpdateEvent,
} from '../../generated/payment-configuration-update.ts'
import { schema as flowsText, type FlowsEvent } from '../../generated/flows.ts'
import { fieldTopic } from './field-topic.ts'

export const accountReviewUpdate = fieldTopic<AccountReviewUpdateEvent>(
  'account_review_update',
  accountReviewUpdateText,
)
export const accountUpdate = fieldTopic<AccountUpdateEvent>('account_update', accountUpdateText)
export const accountAlerts = fieldTopic<AccountAlertsEvent>('account_alerts', accountAlertsText)
export const businessCapabilityUpdate = fieldTopic<BusinessCapabilityUpdateEvent>(
  'business_capability_update',
  businessCapabilityUpdateText,
)
export const partnerSolutions = fieldTopic<PartnerSolutionsEvent>('partner_solutions', partnerSolutionsText)
export const paymentConfigurationUpdate = fieldTopic<PaymentConfigurationUpdateEvent>(
  'payment_configuration_update',
  paymentConfigurationUpdateText,
)
export const flows = fieldTopic<FlowsEvent>('flows', flowsText, { key: 'flow' })
