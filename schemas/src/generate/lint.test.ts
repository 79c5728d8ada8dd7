import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AvroField, AvroRecord, AvroSchema } from './avro.ts'
import { lint } from './lint.ts'
import type { Sources } from './outputs.ts'
import { readSources } from './read-sources.ts'

function record(name: string, fields: readonly AvroField[]): AvroRecord {
  return { type: 'record', name, namespace: 'waba', doc: 'A record.', fields }
}

function optional(name: string, type: AvroSchema): AvroField {
  return { name, type: ['null', type], default: null }
}

function sources(change: Partial<Sources>): Sources {
  return { fields: new Map(), common: new Map(), records: new Map(), ...change }
}

function ofValue(...fields: AvroField[]): Sources {
  return sources({ fields: new Map([['thing', record('ThingValue', fields)]]) })
}

function ofRecord(...fields: AvroField[]): Sources {
  return sources({ records: new Map([['things', record('Thing', fields)]]) })
}

const text = optional('x', 'string')

test('the schemas of the contract keep every rule', () => {
  expect(lint(readSources(join(import.meta.dirname, '../..')))).toEqual([])
})

describe('what is allowed', () => {
  test.each<[string, Sources]>([
    ['text', ofValue(text)],
    ['a big integer', ofValue(optional('x', { type: 'string', logicalType: 'json-integer' }))],
    [
      'a nested record and a list of it',
      ofValue(optional('x', record('Inner', [text])), optional('y', { type: 'array', items: 'waba.Inner' })),
    ],
    [
      'a listed union of two kinds',
      sources({
        fields: new Map([
          [
            'a',
            record('AValue', [
              optional(
                'b',
                record('DisableInfo', [{ name: 'disable_date', type: ['null', 'string', 'long'], default: null }]),
              ),
            ]),
          ],
        ]),
      }),
    ],
    [
      'required properties, bytes, maps and times in a record of ours',
      ofRecord(
        { name: 'a', type: 'bytes' },
        { name: 'b', type: { type: 'map', values: 'string' } },
        { name: 'c', type: { type: 'long', logicalType: 'timestamp-millis' } },
        { name: 'd', type: 'int' },
      ),
    ],
    [
      'a shared type',
      sources({
        fields: new Map([['a', record('AValue', [optional('x', 'waba.Shared')])]]),
        common: new Map([['Shared', record('Shared', [text])]]),
      }),
    ],
  ])('%s', (_, all) => {
    expect(lint(all)).toEqual([])
  })
})

describe('what is refused', () => {
  test.each<[string, Sources, RegExp]>([
    [
      'a required property of a value',
      ofValue({ name: 'x', type: 'string' }),
      /ThingValue\.x: every property of a value/,
    ],
    [
      'a nullable property without default',
      ofValue({ name: 'x', type: ['null', 'string'] }),
      /the default must be null/,
    ],
    [
      'null in second place',
      ofValue({ name: 'x', type: ['string', 'null'], default: null }),
      /null must be the first branch/,
    ],
    [
      'two kinds that are not listed',
      ofValue({ name: 'x', type: ['null', 'string', 'long'], default: null }),
      /a union is \["null", X\]/,
    ],
    [
      'two records',
      ofValue({ name: 'x', type: ['null', record('A', [text]), record('B', [text])], default: null }),
      /side by side/,
    ],
    [
      'a record or text',
      ofValue({ name: 'x', type: ['null', 'string', record('A', [text])], default: null }),
      /side by side/,
    ],
    ['null alone', ofValue({ name: 'x', type: ['null'], default: null }), /a union is/],
    [
      'nullable items',
      ofValue(optional('x', { type: 'array', items: ['null', 'string'] })),
      /items of an array cannot be a union/,
    ],
    ['a map in a value', ofValue(optional('x', { type: 'map', values: 'string' })), /a map has no place in a value/],
    ['an int in a value', ofValue(optional('x', 'int')), /int has no place in a value/],
    ['bytes in a value', ofValue(optional('x', { type: 'array', items: 'bytes' })), /bytes has no place in a value/],
    [
      'a time in a value',
      ofValue(optional('x', { type: 'long', logicalType: 'timestamp-millis' })),
      /times in a value stay/,
    ],
    [
      'an unknown logical type',
      ofRecord({ name: 'x', type: { type: 'string', logicalType: 'uuid' } }),
      /uuid on string is not/,
    ],
    [
      'a logical type on the wrong primitive',
      ofRecord({ name: 'x', type: { type: 'int', logicalType: 'timestamp-millis' } }),
      /timestamp-millis on int/,
    ],
    ['a short reference', ofValue(optional('x', 'Inner')), /Inner must be a full name/],
    ['a name of Object.prototype', ofValue(optional('constructor', 'string')), /name of Object\.prototype/],
    ['a name that Avro cannot hold', ofValue(optional('a-b', 'string')), /Avro cannot hold this name/],
    ['a property twice', ofValue(text, text), /ThingValue\.x: is there twice/],
    ['a record without properties', ofValue(), /a record without fields/],
    ['a type name that Java has', ofValue(optional('x', record('Error', [text]))), /Error clashes/],
    ['a type name in lower case', ofValue(optional('x', record('inner', [text]))), /PascalCase/],
    ['a long doc', ofValue({ ...text, doc: 'x'.repeat(141) }), /the doc has 141 characters/],
    ['a doc of two lines', ofValue({ ...text, doc: 'a\nb' }), /one trimmed line/],
    [
      'another namespace',
      sources({ fields: new Map([['a', { ...record('AValue', [text]), namespace: 'other' }]]) }),
      /namespace must be waba/,
    ],
    [
      'another namespace inside',
      ofValue(optional('x', { ...record('Inner', [text]), namespace: 'other' })),
      /Inner: the namespace must be waba/,
    ],
    [
      'no doc on a file',
      sources({ fields: new Map([['a', { type: 'record', name: 'AValue', namespace: 'waba', fields: [text] }]]) }),
      /AValue needs a doc/,
    ],
    [
      'a shared type that nothing uses',
      sources({ common: new Map([['Shared', record('Shared', [text])]]) }),
      /common\/Shared: no schema uses it/,
    ],
    [
      'a shared type under another file name',
      sources({ ...ofValue(optional('x', 'waba.Shared')), common: new Map([['Other', record('Shared', [text])]]) }),
      /name the file after its type/,
    ],
    [
      'a shared type of values with a required property',
      sources({
        ...ofValue(optional('x', 'waba.Shared')),
        common: new Map([['Shared', record('Shared', [{ name: 'y', type: 'string' }])]]),
      }),
      /common\/Shared: Shared\.y: every property of a value/,
    ],
  ])('%s', (_, all, message) => {
    expect(lint(all).join('\n')).toMatch(message)
  })
})
