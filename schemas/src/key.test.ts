import { describe, expect, test } from 'vitest'
import { fields } from './catalogue/index.ts'
import { draftsOf } from './event/index.ts'

const delivery = { id: 'd', appId: null, receivedAt: 0, body: Buffer.alloc(0) }
const metadata = { phone_number_id: 'N' }

function keys(field: string, value: unknown, entry: object = { id: 'WABA' }): readonly string[] {
  const body = { object: 'whatsapp_business_account', entry: [{ ...entry, changes: [{ field, value }] }] }
  return draftsOf(body, delivery).map((draft) => draft.key)
}

describe('key', () => {
  test.each<[string, unknown, string]>([
    ['messages', { metadata, messages: [{ from: '1', from_user_id: 'US.1', group_id: 'G' }] }, 'N:G'],
    ['messages', { metadata, messages: [{ from: '1', from_user_id: 'US.1' }] }, 'N:US.1'],
    ['messages', { metadata, messages: [{ from: '1' }] }, 'N:1'],
    ['messages', { metadata, messages: [{ from: 1 }] }, 'N:1'],
    ['messages', { metadata, messages: [{}], contacts: [{ wa_id: '1', user_id: 'US.1' }] }, 'N:US.1'],
    ['messages', { metadata, messages: [{}] }, 'WABA'],
    ['messages', { metadata, messages: [{ from: '' }] }, 'WABA'],
    ['messages', { metadata, messages: [{ from: '\ud83d' }] }, 'WABA'],
    ['messages', { metadata, messages: [{ from: ['1'] }] }, 'WABA'],
    ['messages', { messages: [{ from: '1' }] }, 'WABA'],
    ['messages', { metadata: null, messages: [{ from: '1' }] }, 'WABA'],
    ['messages', { metadata, statuses: [{ recipient_id: '1', recipient_user_id: 'US.1' }] }, 'N:US.1'],
    ['messages', { metadata, statuses: [{ recipient_id: '1' }] }, 'N:1'],
    ['messages', { metadata, statuses: [{ recipient_id: 'G', recipient_type: 'group' }] }, 'N:G'],
    ['messages', { metadata, user_actions: [{}], contacts: [{ wa_id: '1' }] }, 'N:1'],
    ['messages', { metadata, errors: [{ code: 1 }] }, 'WABA'],
    ['messages', { metadata }, 'WABA'],
    ['smb_message_echoes', { metadata, message_echoes: [{ from: 'N', to: '1', to_user_id: 'US.1' }] }, 'N:US.1'],
    ['message_echoes', { metadata, message_echoes: [{ from: 'N', to: '1' }] }, 'N:1'],
    ['standby', { metadata, standby: { message_echoes: [{ message: { to: '1' } }] } }, 'N:1'],
    ['standby', { metadata, standby: { message_echoes: [{ message: { to: '1', recipient: 'US.1' } }] } }, 'N:US.1'],
    ['history', { metadata, history: [{ threads: [{ id: '1', messages: [{ from: 'N', to: '1' }] }] }] }, 'N:1'],
    [
      'history',
      { metadata, history: [{ threads: [{ id: '1', context: { user_id: 'US.1' }, messages: [{}] }] }] },
      'N:US.1',
    ],
    ['history', { metadata, history: [{ threads: [{ id: '1', context: { wa_id: '2' } }] }] }, 'N:2'],
    ['history', { metadata, history: [{ errors: [{}] }] }, 'WABA'],
    ['messaging_handovers', { recipient: metadata, sender: { phone_number: '1' } }, 'N:1'],
    ['group_participants_update', { metadata, groups: [{ group_id: 'G' }] }, 'N:G'],
    ['calls', { metadata, calls: [{ id: 'C' }] }, 'C'],
    ['calls', { metadata, statuses: [{ id: 'C' }] }, 'C'],
    ['calls', { metadata, calls: [{}] }, 'WABA'],
    ['message_template_status_update', { message_template_id: 1_689_556_908_129_832 }, '1689556908129832'],
    ['message_template_components_update', { message_template_id: 'T' }, 'T'],
    ['template_category_update', { message_template_id: null }, 'WABA'],
    ['template_correct_category_detection', {}, 'WABA'],
    ['phone_number_name_update', { display_phone_number: '+1 650-555-1111' }, '16505551111'],
    ['phone_number_quality_update', { display_phone_number: '16505551111' }, '16505551111'],
    ['security', { display_phone_number: 16_505_551_111 }, '16505551111'],
    ['business_username_updates', { display_phone_number: 'none' }, 'WABA'],
    ['user_preferences', { user_preferences: [{ wa_id: '1', user_id: 'US.1' }] }, 'US.1'],
    ['user_preferences', { user_preferences: [{ wa_id: '1' }] }, '1'],
    ['user_id_update', { user_id_update: [{ wa_id: '1', user_id: { previous: 'US.1', current: 'US.2' } }] }, 'US.1'],
    ['user_id_update', { user_id_update: [{ user_id: 'US.1' }], contacts: [{ wa_id: '1' }] }, '1'],
    ['flows', { flow_id: 'F' }, 'F'],
    ['flows', {}, 'WABA'],
    ['account_update', { waba_info: { waba_id: 'OTHER' } }, 'OTHER'],
    ['account_update', { waba_info: { waba_id: '' } }, 'WABA'],
    ['account_review_update', { decision: 'APPROVED' }, 'WABA'],
    ['never_seen', { phone_number_id: 'N' }, 'WABA'],
    ['messages', null, 'WABA'],
  ])('%s %j is keyed by %s', (field, value, expected) => {
    expect(keys(field, value)).toEqual([expected])
  })

  test('has all digits of a big integer', () => {
    expect(keys('message_template_quality_update', { message_template_id: 2n ** 60n })).toEqual([String(2n ** 60n)])
  })

  test('is empty when not even the entry has an id', () => {
    expect(keys('account_update', {}, {})).toEqual([''])
    expect(keys('account_update', {}, { id: 5 })).toEqual([''])
  })

  test('has a rule in every entry of the catalogue', () => {
    const rules = new Set([...fields.values()].map((topic) => topic.key))
    expect([...rules].toSorted()).toEqual(['call', 'conversation', 'flow', 'number', 'template', 'user', 'waba'])
  })
})
