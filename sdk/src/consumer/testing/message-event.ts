import type { MessagesEvent } from '@wabastream/schemas'

/** A small event of the topic of messages: a text of an invented person. `id` goes into its event id. */
export function messageEvent(id: string): MessagesEvent {
  return {
    event_id: `message_${id}`,
    content_id: `content_${id}`,
    field: 'messages',
    kind: 'message',
    waba_id: '102290129340398',
    entry_id: '102290129340398',
    entry_time: null,
    occurred_at: 1_767_225_600_000,
    received_at: 1_767_225_601_000,
    delivery_id: '01900000-0000-7000-8000-000000000000',
    app_id: '670843887433847',
    item_path: '/entry/0/changes/0/value/messages/0',
    item_count: 1,
    contact_positions: [],
    value: { ...emptyValue, messaging_product: 'whatsapp' },
    nulls: [],
    unmapped: {},
    envelope: {},
  }
}

const emptyValue: MessagesEvent['value'] = {
  messaging_product: null,
  metadata: null,
  contacts: null,
  messages: null,
  statuses: null,
  user_actions: null,
  conversation_context: null,
  errors: null,
}
