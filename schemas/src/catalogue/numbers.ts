import {
  schema as phoneNumberNameUpdateText,
  type PhoneNumberNameUpdateEvent,
} from '../../generated/phone-number-name-update.ts'
import {
  schema as phoneNumberQualityUpdateText,
  type PhoneNumberQualityUpdateEvent,
} from '../../generated/phone-number-quality-update.ts'
import { schema as securityText, type SecurityEvent } from '../../generated/security.ts'
import {
  schema as businessUsernameUpdatesText,
  type BusinessUsernameUpdatesEvent,
} from '../../generated/business-username-updates.ts'
import {
  schema as accountSettingsUpdateText,
  type AccountSettingsUpdateEvent,
} from '../../generated/account-settings-update.ts'
import { accountSettingsShape } from '../items/value-shape.ts'
import { fieldTopic } from './field-topic.ts'

export const phoneNumberNameUpdate = fieldTopic<PhoneNumberNameUpdateEvent>(
  'phone_number_name_update',
  phoneNumberNameUpdateText,
  { key: 'number' },
)
export const phoneNumberQualityUpdate = fieldTopic<PhoneNumberQualityUpdateEvent>(
  'phone_number_quality_update',
  phoneNumberQualityUpdateText,
  { key: 'number' },
)
export const security = fieldTopic<SecurityEvent>('security', securityText, { key: 'number' })
export const businessUsernameUpdates = fieldTopic<BusinessUsernameUpdatesEvent>(
  'business_username_updates',
  businessUsernameUpdatesText,
  { key: 'number' },
)
export const accountSettingsUpdate = fieldTopic<AccountSettingsUpdateEvent>(
  'account_settings_update',
  accountSettingsUpdateText,
  { shape: accountSettingsShape },
)
