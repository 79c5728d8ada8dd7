export {
  accountAlerts,
  accountReviewUpdate,
  accountUpdate,
  businessCapabilityUpdate,
  flows,
  partnerSolutions,
  paymentConfigurationUpdate,
} from './catalogue/accounts.ts'
export {
  groupLifecycleUpdate,
  groupParticipantsUpdate,
  groupSettingsUpdate,
  groupStatusUpdate,
} from './catalogue/groups.ts'
export {
  automaticEvents,
  calls,
  consumerProfile,
  history,
  messageEchoes,
  messages,
  messagingHandovers,
  smbAppStateSync,
  smbMessageEchoes,
  standby,
  userIdUpdate,
  userPreferences,
} from './catalogue/messaging.ts'
export {
  accountSettingsUpdate,
  businessUsernameUpdates,
  phoneNumberNameUpdate,
  phoneNumberQualityUpdate,
  security,
} from './catalogue/numbers.ts'
export {
  accountState,
  alerts,
  audit,
  phoneNumberState,
  quarantine,
  subscriptionState,
  templateState,
  unknownField,
} from './catalogue/records.ts'
export {
  messageTemplateComponentsUpdate,
  messageTemplateQualityUpdate,
  messageTemplateStatusUpdate,
  templateCategoryUpdate,
  templateCorrectCategoryDetection,
} from './catalogue/templates.ts'
export type { EventOf, FieldTopic, LaneName, Topic } from './catalogue/topic.ts'
export type { AccountAlertsEvent } from '../generated/account-alerts.ts'
export type { AccountReviewUpdateEvent } from '../generated/account-review-update.ts'
export type { AccountSettingsUpdateEvent } from '../generated/account-settings-update.ts'
export type { AccountState } from '../generated/account-state.ts'
export type { AccountUpdateEvent } from '../generated/account-update.ts'
export type { Alert } from '../generated/alerts.ts'
export type { Audit } from '../generated/audit.ts'
export type { AutomaticEventsEvent } from '../generated/automatic-events.ts'
export type { BusinessCapabilityUpdateEvent } from '../generated/business-capability-update.ts'
export type { BusinessUsernameUpdatesEvent } from '../generated/business-username-updates.ts'
export type { CallsEvent } from '../generated/calls.ts'
export type { ConsumerProfileEvent } from '../generated/consumer-profile.ts'
export type { FlowsEvent } from '../generated/flows.ts'
export type { GroupLifecycleUpdateEvent } from '../generated/group-lifecycle-update.ts'
export type { GroupParticipantsUpdateEvent } from '../generated/group-participants-update.ts'
export type { GroupSettingsUpdateEvent } from '../generated/group-settings-update.ts'
export type { GroupStatusUpdateEvent } from '../generated/group-status-update.ts'
export type { HistoryEvent } from '../generated/history.ts'
export type { MessageEchoesEvent } from '../generated/message-echoes.ts'
export type { MessageTemplateComponentsUpdateEvent } from '../generated/message-template-components-update.ts'
export type { MessageTemplateQualityUpdateEvent } from '../generated/message-template-quality-update.ts'
export type { MessageTemplateStatusUpdateEvent } from '../generated/message-template-status-update.ts'
export type { MessagesEvent } from '../generated/messages.ts'
export type { MessagingHandoversEvent } from '../generated/messaging-handovers.ts'
export type { PartnerSolutionsEvent } from '../generated/partner-solutions.ts'
export type { PaymentConfigurationUpdateEvent } from '../generated/payment-configuration-update.ts'
export type { PhoneNumberNameUpdateEvent } from '../generated/phone-number-name-update.ts'
export type { PhoneNumberQualityUpdateEvent } from '../generated/phone-number-quality-update.ts'
export type { PhoneNumberState } from '../generated/phone-number-state.ts'
export type { Quarantine } from '../generated/quarantine.ts'
export type { SecurityEvent } from '../generated/security.ts'
export type { SmbAppStateSyncEvent } from '../generated/smb-app-state-sync.ts'
export type { SmbMessageEchoesEvent } from '../generated/smb-message-echoes.ts'
export type { StandbyEvent } from '../generated/standby.ts'
export type { SubscriptionState } from '../generated/subscription-state.ts'
export type { TemplateCategoryUpdateEvent } from '../generated/template-category-update.ts'
export type { TemplateCorrectCategoryDetectionEvent } from '../generated/template-correct-category-detection.ts'
export type { TemplateState } from '../generated/template-state.ts'
export type { UnknownFieldEvent } from '../generated/unknown-field.ts'
export type { UserIdUpdateEvent } from '../generated/user-id-update.ts'
export type { UserPreferencesEvent } from '../generated/user-preferences.ts'
