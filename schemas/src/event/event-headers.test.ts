import { expect, test } from 'vitest'
import { draftsOf, eventHeaders } from './index.ts'

const delivery = { id: 'delivery-1', appId: null, receivedAt: Date.UTC(2026, 2, 1), body: Buffer.from('raw') }

function headers(entry: object): Record<string, string>[] {
  return draftsOf({ object: 'whatsapp_business_account', entry: [entry] }, delivery).map(eventHeaders)
}

test('are CloudEvents 1.0 in binary mode', () => {
  const message = { id: 'wamid.A', from: '16505551111', timestamp: '1770000017', type: 'text' }
  const value = { metadata: { phone_number_id: '106540352242922' }, messages: [message] }
  expect(headers({ id: '102290129340398', changes: [{ field: 'messages', value }] })).toEqual([
    {
      ce_specversion: '1.0',
      ce_id: 'message_Eo3PdeeFm74ddK2PrQvg8A',
      ce_type: 'wabastream.messages.message',
      ce_source: '/waba/102290129340398',
      ce_subject: '106540352242922:16505551111',
      ce_time: '2026-02-02T02:40:17.000Z',
      'content-type': 'application/avro',
      'wabastream-delivery-id': 'delivery-1',
      'wabastream-content-id': 'message_Eo3PdeeFm74ddK2PrQvg8A',
    },
  ])
})

test('have no subject when the key is empty', () => {
  const [made] = headers({ changes: [{ field: 'messages', value: {} }] })
  expect(made).toMatchObject({ ce_source: '/waba/', ce_type: 'wabastream.messages.change' })
  expect(made).not.toHaveProperty('ce_subject')
})
