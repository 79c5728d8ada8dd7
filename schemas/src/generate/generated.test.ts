import { join } from 'node:path'
import { Type } from 'avsc'
import { expect, test } from 'vitest'
import { outputs, topicRecords } from './outputs.ts'
import { readSources, readTree } from './read-sources.ts'

const root = join(import.meta.dirname, '../..')
const sources = readSources(root)

test('generated/ holds what the schemas say, and nothing else (run `pnpm generate`)', () => {
  const expected = outputs(sources)
  const found = readTree(join(root, 'generated'))
  expect([...found.keys()].toSorted()).toEqual([...expected.keys()].toSorted())
  const stale = [...expected].filter(([path, text]) => found.get(path) !== text).map(([path]) => path)
  expect(stale).toEqual([])
})

test.each(topicRecords(sources).map(({ shortName, record }) => [shortName, record] as const))(
  '%s is a schema of its own',
  (shortName, record) => {
    const type = Type.forSchema(structuredClone(record) as Parameters<typeof Type.forSchema>[0], {
      wrapUnions: 'never',
    })
    expect(type.name).toBe(`waba.${record.name}`)
    // A topic name and a type name that drift apart would be found by nobody else.
    expect(record.name.toLowerCase().replace(/event$/, '')).toBe(
      shortName.replaceAll('-', '').replace(/^alerts$/, 'alert'),
    )
  },
)

test.each([
  ['template-state', ['waba_id', 'template_id', 'version']],
  ['phone-number-state', ['phone_number', 'version']],
  ['account-state', ['waba_id', 'version']],
  ['subscription-state', ['waba_id', 'version']],
])('%s requires its key and version only', (name, required) => {
  const fields = sources.records.get(name)?.fields ?? []
  expect(fields.filter((field) => !('default' in field)).map((field) => field.name)).toEqual(required)
})

test('the event record has the envelope of the contract, in its order', () => {
  expect(sources.records.get('event')?.fields.map((field) => field.name)).toEqual([
    'event_id',
    'content_id',
    'field',
    'kind',
    'waba_id',
    'entry_id',
    'entry_time',
    'occurred_at',
    'received_at',
    'delivery_id',
    'app_id',
    'item_path',
    'item_count',
    'contact_positions',
    'value',
    'nulls',
    'unmapped',
    'envelope',
  ])
})
