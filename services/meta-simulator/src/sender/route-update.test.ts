import { describe, expect, test } from 'vitest'
import { wabaObject, type App, type PhoneNumber, type Waba } from '../world/objects.ts'
import { overridableFields } from '../world/overridable-fields.ts'
import { createWorld, putNumber, type World } from '../world/world.ts'
import { routesOf, testRoute } from './route-update.ts'
import type { Update } from './update.ts'

const override = (callbackUri: string) => ({ callbackUri, verifyToken: 'x' })
const fields = new Map([...overridableFields, 'account_update', 'standby'].map((name) => [name, 'v26.0']))

const app: App = {
  id: '1',
  name: 'App',
  secret: 'secret',
  businessId: 'b',
  live: true,
  permissions: ['whatsapp_business_management', 'whatsapp_business_messaging'],
  requireProof: false,
  webhooks: new Map([[wabaObject, { callbackUrl: 'https://app/', verifyToken: 'x', includeValues: true, fields }]]),
}

const waba: Waba = {
  id: '10',
  name: 'WABA',
  businessId: 'b',
  sharedWith: [],
  currency: 'USD',
  timezoneId: '1',
  templateNamespace: 'n',
  subscriptions: new Map([['1', { override: null }]]),
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

const update = (field: string, value: object = { metadata: { phone_number_id: '20' } }, id = '10'): Update => ({
  eventId: 'e',
  entry: { id },
  change: { field, value },
  field,
  apart: false,
  testOf: null,
})

function worldOf(change: { app?: Partial<App>; waba?: Partial<Waba>; number?: Partial<PhoneNumber> } = {}): World {
  const world = createWorld()
  world.apps.set('1', { ...app, ...change.app })
  world.wabas.set('10', { ...waba, ...change.waba })
  putNumber(world, { ...number, ...change.number })
  return world
}

const levels = {
  waba: { waba: { subscriptions: new Map([['1', { override: override('https://waba/') }]]) } },
  number: { number: { overrides: new Map([['1', override('https://number/')]]) } },
}

describe('precedence: number, WABA, app', () => {
  test.each([
    ['app', {}, 'https://app/'],
    ['waba', levels.waba, 'https://waba/'],
    ['number', levels.number, 'https://number/'],
    ['number', { ...levels.waba, ...levels.number }, 'https://number/'],
  ])('%s', (via, change, callback) => {
    expect(routesOf(worldOf(change), update('messages'))).toEqual([{ appId: '1', callback, via }])
  })

  test('fields that cannot be overridden go to the app', () => {
    const world = worldOf({ ...levels.waba, ...levels.number })
    for (const [field, via] of [
      ['account_update', 'app'],
      ['standby', 'app'],
      ...[...overridableFields].map((name) => [name, 'number']),
    ])
      expect(routesOf(world, update(field ?? '')), field).toMatchObject([{ via }])
  })

  test('the override of another app is not ours', () => {
    const world = worldOf({ number: { overrides: new Map([['2', override('https://other/')]]) } })
    expect(routesOf(world, update('messages'))).toMatchObject([{ via: 'app' }])
  })
})

describe('withheld', () => {
  test.each([
    ['not_subscribed', { waba: { subscriptions: new Map() } }, update('messages')],
    ['foreign_app', { app: { businessId: 'other' } }, update('messages')],
    ['no_callback', { app: { webhooks: new Map() } }, update('messages')],
    ['field_not_chosen', {}, update('security')],
    ['permission_missing', { app: { permissions: ['whatsapp_business_management'] } }, update('messages')],
    ['permission_missing', { app: { permissions: ['whatsapp_business_messaging'] } }, update('account_update')],
    ['development_mode', { app: { live: false } }, update('messages')],
    ['unknown_waba', {}, update('messages', {}, '11')],
  ])('%s', (withheld, change, about) => {
    expect(routesOf(worldOf(change), about)).toEqual([{ appId: '1', withheld }])
  })

  test('an app of a business that the WABA is shared with gets its webhooks', () => {
    const world = worldOf({ app: { businessId: 'partner' }, waba: { sharedWith: ['partner'] } })
    expect(routesOf(world, update('messages'))).toMatchObject([{ callback: 'https://app/' }])
  })
})

describe('whose an update is', () => {
  test.each([
    ['the WABA of a partner event', update('account_update', { waba_info: { waba_id: '10' } }, 'b')],
    ['the number, when the entry is "0"', update('account_update', { phone_number: '+1 555-078-3881' }, '0')],
    ['the display number', update('account_update', { display_phone_number: '15550783881' }, '0')],
  ])('%s', (_, about) => {
    expect(routesOf(worldOf(), about)).toMatchObject([{ callback: 'https://app/' }])
  })

  test('a number of another WABA has no say', () => {
    const world = worldOf({ number: { wabaId: '99', overrides: new Map([['1', override('https://number/')]]) } })
    expect(routesOf(world, update('messages'))).toMatchObject([{ via: 'app' }])
  })
})

test('the Test button works although nobody is subscribed', () => {
  expect(testRoute({ ...app, live: false }, update('messages'))).toMatchObject({ callback: 'https://app/', via: 'app' })
  expect(testRoute(app, update('security'))).toMatchObject({ withheld: 'field_not_chosen' })
})
