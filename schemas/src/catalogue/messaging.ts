import { schema as messagesText, type MessagesEvent } from '../../generated/messages.ts'
import { schema as callsText, type CallsEvent } from '../../generated/calls.ts'
import { schema as standbyText, type StandbyEvent } from '../../generated/standby.ts'
import { schema as historyText, type HistoryEvent } from '../../generated/history.ts'
import { schema as smbMessageEchoesText, type SmbMessageEchoesEvent } from '../../generated/smb-message-echoes.ts'
import { schema as smbAppStateSyncText, type SmbAppStateSyncEvent } from '../../generated/smb-app-state-sync.ts'
import { schema as messageEchoesText, type MessageEchoesEvent } from '../../generated/message-echoes.ts'
import { schema as messagingHandoversText, type MessagingHandoversEvent } from '../../generated/messaging-handovers.ts'
import { schema as automaticEventsText, type AutomaticEventsEvent } from '../../generated/automatic-events.ts'
import { schema as userPreferencesText, type UserPreferencesEvent } from '../../generated/user-preferences.ts'
import { schema as userIdUpdateText, type UserIdUpdateEvent } from '../../generated/user-id-update.ts'
import { schema as consumerProfileText, type ConsumerProfileEvent } from '../../generated/consumer-profile.ts'
import { automaticEventShape } from '../items/automatic-event-shape.ts'
import { callShape } from '../items/call-shape.ts'
import { echoShape } from '../items/echo-shape.ts'
import { historyShape } from '../items/history-shape.ts'
import { messageShape } from '../items/message-shape.ts'
import { standbyShape } from '../items/standby-shape.ts'
import { stateSyncShape } from '../items/state-sync-shape.ts'
import { userIdChangeShape, userPreferenceShape } from '../items/user-shape.ts'
import { handoverShape } from '../items/value-shape.ts'
import { busy, fieldTopic, heavy } from './field-topic.ts'

export const messages = fieldTopic<MessagesEvent>('messages', messagesText, {
  ...heavy,
  shape: messageShape,
  key: 'conversation',
  lane: 'live',
})
export const calls = fieldTopic<CallsEvent>('calls', callsText, {
  ...heavy,
  shape: callShape,
  key: 'call',
  lane: 'live',
})
export const standby = fieldTopic<StandbyEvent>('standby', standbyText, {
  ...busy,
  shape: standbyShape,
  key: 'conversation',
  lane: 'live',
})
export const history = fieldTopic<HistoryEvent>('history', historyText, {
  ...heavy,
  shape: historyShape,
  key: 'conversation',
  lane: 'bulk',
})
export const smbMessageEchoes = fieldTopic<SmbMessageEchoesEvent>('smb_message_echoes', smbMessageEchoesText, {
  ...busy,
  shape: echoShape,
  key: 'conversation',
  lane: 'bulk',
})
export const smbAppStateSync = fieldTopic<SmbAppStateSyncEvent>('smb_app_state_sync', smbAppStateSyncText, {
  shape: stateSyncShape,
  lane: 'bulk',
})
export const messageEchoes = fieldTopic<MessageEchoesEvent>('message_echoes', messageEchoesText, {
  ...busy,
  shape: echoShape,
  key: 'conversation',
})
export const messagingHandovers = fieldTopic<MessagingHandoversEvent>('messaging_handovers', messagingHandoversText, {
  ...busy,
  shape: handoverShape,
  key: 'conversation',
})
export const automaticEvents = fieldTopic<AutomaticEventsEvent>('automatic_events', automaticEventsText, {
  ...busy,
  shape: automaticEventShape,
})
export const userPreferences = fieldTopic<UserPreferencesEvent>('user_preferences', userPreferencesText, {
  shape: userPreferenceShape,
  key: 'user',
})
export const userIdUpdate = fieldTopic<UserIdUpdateEvent>('user_id_update', userIdUpdateText, {
  shape: userIdChangeShape,
  key: 'user',
})
export const consumerProfile = fieldTopic<ConsumerProfileEvent>('consumer_profile', consumerProfileText)
