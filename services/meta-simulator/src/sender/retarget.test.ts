import { expect, test } from 'vitest'
import type { PhoneNumber, Waba } from '../world/objects.ts'
import { retarget } from './retarget.ts'

const waba: Waba = {
  id: '10',
  name: 'WABA',
  businessId: '5',
  sharedWith: [],
  currency: 'USD',
  timezoneId: '1',
  templateNamespace: 'n',
  subscriptions: new Map(),
}
const number: PhoneNumber = {
  id: '20',
  wabaId: '10',
  displayPhoneNumber: '15550783881',
  verifiedName: 'Shop',
  qualityRating: 'GREEN',
  registered: true,
  overrides: new Map(),
}
const body = (id: string, value: unknown) => ({
  object: 'x',
  entry: [{ id, time: 1, changes: [{ field: 'f', value }] }],
})

test.each([
  [
    'messages',
    body('1', { metadata: { display_phone_number: '1', phone_number_id: '2' }, messages: [1] }),
    body('10', { metadata: { display_phone_number: '15550783881', phone_number_id: '20' }, messages: [1] }),
  ],
  [
    'a number',
    body('1', { display_phone_number: '1', event: 'E' }),
    body('10', { display_phone_number: '15550783881', event: 'E' }),
  ],
  [
    'settings of a number',
    body('1', { phone_number_settings: { phone_number_id: '2', calling: {} } }),
    body('10', { phone_number_settings: { phone_number_id: '20', calling: {} } }),
  ],
  [
    'an event of a partner: the entry is its business',
    body('7', { event: 'PARTNER_ADDED', waba_info: { waba_id: '1', owner_business_id: '2', solution_id: '3' } }),
    body('7', { event: 'PARTNER_ADDED', waba_info: { waba_id: '10', owner_business_id: '5', solution_id: '3' } }),
  ],
  ['a change without a value', body('1', undefined), body('10', undefined)],
  ['no webhook', { entry: 1 }, { entry: 1 }],
])('%s', (_, given, expected) => {
  const before = structuredClone(given)
  expect(retarget(given, { waba, number })).toEqual(expected)
  expect(retarget([given], { waba, number })).toEqual([expected])
  expect(given).toEqual(before)
})

test('without a number only the WABA changes', () => {
  const value = { metadata: { phone_number_id: '2' } }
  expect(retarget(body('1', value), { waba, number: null })).toEqual(body('10', value))
})
