import { expect, test } from 'vitest'
import { parseRecord } from './parse-schema.ts'

function withType(type: unknown): string {
  return JSON.stringify({ type: 'record', name: 'Thing', namespace: 'waba', fields: [{ name: 'x', type }] })
}

test('attributes are kept', () => {
  const text = `{ "type": "record", "name": "Thing", "namespace": "waba", "doc": "A thing.", "fields": [
    { "name": "id", "type": ["null", { "type": "string", "logicalType": "json-integer" }], "doc": "Its id.", "default": null },
    { "name": "tags", "type": { "type": "map", "values": { "type": "array", "items": "string" } } } ] }`
  expect(parseRecord(text, 'thing.avsc')).toEqual(JSON.parse(text))
})

test.each([
  ['no JSON', '{', /t\.avsc is not JSON/],
  ['no record', '"string"', /expected one record definition/],
  ['a list of records', '[]', /expected one record definition/],
  ['a record without fields', '{"type":"record","name":"Thing"}', /Thing has no fields/],
  ['an enum', withType({ type: 'enum', name: 'E', symbols: [] }), /enum is not part of the contract/],
  ['a fixed', withType({ type: 'fixed', name: 'F', size: 2 }), /fixed is not part of the contract/],
  ['a custom attribute', withType({ type: 'string', logicalType: 'json-integer', pii: true }), /unknown attribute pii/],
  ['a missing type', withType(undefined), /Thing field 0 \(x\): expected a schema, got nothing/],
  ['a type without a name', withType({ logicalType: 'json-integer' }), /type must be text/],
  ['aliases', '{"type":"record","name":"T","aliases":[],"fields":[]}', /unknown attribute aliases/],
])('%s is an error that names the file', (_, text, message) => {
  expect(() => parseRecord(text, 't.avsc')).toThrow(message)
  expect(() => parseRecord(text, 't.avsc')).toThrow(/^t\.avsc/)
})
