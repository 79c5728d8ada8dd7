import {
  schema as groupLifecycleUpdateText,
  type GroupLifecycleUpdateEvent,
} from '../../generated/group-lifecycle-update.ts'
import {
  schema as groupParticipantsUpdateText,
  type GroupParticipantsUpdateEvent,
} from '../../generated/group-participants-update.ts'
import {
  schema as groupSettingsUpdateText,
  type GroupSettingsUpdateEvent,
} from '../../generated/group-settings-update.ts'
import { schema as groupStatusUpdateText, type GroupStatusUpdateEvent } from '../../generated/group-status-update.ts'
import { groupShape } from '../items/group-shape.ts'
import { busy, fieldTopic } from './field-topic.ts'

export const groupLifecycleUpdate = fieldTopic<GroupLifecycleUpdateEvent>(
  'group_lifecycle_update',
  groupLifecycleUpdateText,
  { ...busy, shape: groupShape, key: 'conversation' },
)
export const groupParticipantsUpdate = fieldTopic<GroupParticipantsUpdateEvent>(
  'group_participants_update',
  groupParticipantsUpdateText,
  { ...busy, shape: groupShape, key: 'conversation' },
)
export const groupSettingsUpdate = fieldTopic<GroupSettingsUpdateEvent>(
  'group_settings_update',
  groupSettingsUpdateText,
  { ...busy, shape: groupShape, key: 'conversation' },
)
export const groupStatusUpdate = fieldTopic<GroupStatusUpdateEvent>('group_status_update', groupStatusUpdateText, {
  ...busy,
  shape: groupShape,
  key: 'conversation',
})
