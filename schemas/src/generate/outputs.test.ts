import { expect, test } from 'vitest'
import type { AvroRecord } from './avro.ts'
import { eventRecord, pascal } from './event-record.ts'
import { outputs, type Sources, topicRecords } from './outputs.ts'

const template: AvroRecord = {
  type: 'record',
  name: 'EventTemplate',
  namespace: 'waba',
  fields: [
    { name: 'event_id', type: 'string' },
    { name: 'value', type: 'waba.Value' },
    { name: 'nulls', type: { type: 'array', items: 'string' }, default: [] },
  ],
}

function value(name: string, doc = 'It\'s a \\ "value".'): AvroRecord {
  return {
    type: 'record',
    name,
    namespace: 'waba',
    doc,
    fields: [{ name: 'x', type: ['null', 'string'], default: null }],
  }
}

const unknownField: AvroRecord = {
  ...value('UnknownFieldEvent'),
  fields: [{ name: 'value_json', type: 'string', doc: 'Text.' }],
}

function sources(change: Partial<Sources>): Sources {
  return { fields: new Map(), common: new Map(), records: new Map([['event', template]]), ...change }
}

test.each([
  ['messages', 'Messages'],
  ['account_update', 'AccountUpdate'],
  ['template-state', 'TemplateState'],
])('%s becomes %s', (name, expected) => {
  expect(pascal(name)).toBe(expected)
})

test('an event record keeps the envelope and its order', () => {
  const field = { name: 'value_json', type: 'string' }
  const record = eventRecord(template, { name: 'ThingEvent', doc: 'A thing.', value: field })
  expect(record.fields.map(({ name }) => name)).toEqual(['event_id', 'value_json', 'nulls'])
  expect(record.name).toBe('ThingEvent')
})

test('every field and every record has a schema, an avsc file and a module; the template has none', () => {
  const records = new Map([
    ['event', template],
    ['unknown-field', unknownField],
    ['alerts', value('Alert')],
  ])
  const all = sources({ fields: new Map([['account_update', value('AccountUpdateValue')]]), records })
  expect(topicRecords(all).map(({ shortName, record }) => [shortName, record.name])).toEqual([
    ['account-update', 'AccountUpdateEvent'],
    ['alerts', 'Alert'],
    ['unknown-field', 'UnknownFieldEvent'],
  ])
  expect([...outputs(all).keys()]).toEqual([
    'avsc/waba.account-update.v1.avsc',
    'account-update.ts',
    'avsc/waba.alerts.v1.avsc',
    'alerts.ts',
    'avsc/waba.unknown-field.v1.avsc',
    'unknown-field.ts',
  ])
})

test('the constant in the module is the JSON of the avsc file, whatever its docs hold', async () => {
  const files = outputs(sources({ fields: new Map([['thing', value('ThingValue')]]) }))
  const code = files.get('thing.ts') ?? ''
  const constant = /export const schema: string =\n( {2}'.*')\n/.exec(code)?.[1] ?? ''
  const module: { readonly schema: string } = await import(
    `data:text/javascript,export const schema =${encodeURIComponent(constant)}`
  )
  expect(JSON.parse(module.schema)).toEqual(JSON.parse(files.get('avsc/waba.thing.v1.avsc') ?? ''))
})

test.each<[string, Partial<Sources>, RegExp]>([
  ['no template', { records: new Map() }, /records\/event\.avsc is missing/],
  [
    'a value with another name',
    { fields: new Map([['thing', value('OtherValue')]]) },
    /holds OtherValue, expected ThingValue/,
  ],
  [
    'an unknown-field record of two fields',
    {
      records: new Map([
        ['event', template],
        ['unknown-field', template],
      ]),
    },
    /exactly one field/,
  ],
  [
    'a template without value',
    { records: new Map([['event', value('E')]]), fields: new Map([['a', value('AValue')]]) },
    /no field value/,
  ],
])('%s is an error', (_, change, message) => {
  expect(() => outputs(sources(change))).toThrow(message)
})
