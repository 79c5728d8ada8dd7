import { expect, test } from 'vitest'
import type { AvroRecord } from './avro.ts'
import { toTypeScript } from './to-typescript.ts'

test('interfaces with docs, null last, nested ones after the outer one', () => {
  const inner: AvroRecord = { type: 'record', name: 'Inner', fields: [{ name: 'ok', type: ['null', 'boolean'] }] }
  const root: AvroRecord = {
    type: 'record',
    name: 'Root',
    namespace: 'waba',
    doc: 'A root.',
    fields: [
      { name: 'id', type: ['null', { type: 'string', logicalType: 'json-integer' }], default: null, doc: 'An id.' },
      { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'date', type: ['null', 'string', 'long'], default: null, doc: 'Words */ or a number.' },
      { name: 'one', type: ['null', inner], default: null },
      { name: 'many', type: { type: 'array', items: 'waba.Inner' } },
      { name: 'texts', type: { type: 'map', values: 'string' } },
      { name: 'raw', type: 'bytes' },
      { name: 'rate', type: 'double' },
      { name: 'maps', type: { type: 'array', items: { type: 'map', values: 'int' } } },
    ],
  }
  expect(toTypeScript(root)).toBe(`/** A root. */
export interface Root {
  /** An id. */
  readonly id: string | null
  readonly at: number
  /** Words * / or a number. */
  readonly date: string | number | null
  readonly one: Inner | null
  readonly many: readonly Inner[]
  readonly texts: { readonly [key: string]: string }
  readonly raw: Buffer
  readonly rate: number
  readonly maps: readonly ({ readonly [key: string]: number })[]
}

export interface Inner {
  readonly ok: boolean | null
}`)
})
