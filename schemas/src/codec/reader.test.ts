import { expect, test } from 'vitest'
import { codecOf } from './codec.ts'
import { NotAvroError, UndecodableError } from './errors.ts'
import { readerOf } from './reader.ts'

const recordText = (name: string, ...fields: readonly object[]) => JSON.stringify({ type: 'record', name, fields })
const id = { name: 'id', type: 'string' }
const note = { name: 'note', type: ['null', 'string'], default: null }
const list = { name: 'list', type: { type: 'array', items: 'long' }, default: [] }
const older = recordText('Thing', id)
const newer = recordText('Thing', id, note, list)

const written = (text: string, record: object) => codecOf(text).encode(record, 7)

test('what an older writer did not know has its default', () => {
  expect({ ...readerOf(newer, older)(written(older, { id: 'a' })) }).toEqual({ id: 'a', note: null, list: [] })
})

test('what a newer writer added is left out', () => {
  expect({ ...readerOf(older, newer)(written(newer, { id: 'a', note: 'b', list: [1] })) }).toEqual({ id: 'a' })
})

test('the same schema in another spelling needs no conversion', () => {
  const spelled = JSON.stringify(JSON.parse(newer), null, 2)
  const read = readerOf(newer, spelled)
  expect({ ...read(written(newer, { id: 'a', note: 'b', list: [1, 2] })) }).toEqual({
    id: 'a',
    note: 'b',
    list: [1, 2],
  })
})

test('another record is refused, when the reader is made', () => {
  expect(() => readerOf(older, recordText('Other', id))).toThrow(UndecodableError)
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['too long', (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)])],
  ['a list that claims more than there is', () => Buffer.from([0, 0, 0, 0, 7, 2, 97, 0, 0xfe, 0xff, 0xff, 0xff, 0xf])],
])('%s: undecodable, with and without conversion', (_, spoil) => {
  const bytes = spoil(written(newer, { id: 'a', note: null, list: [] }))
  expect(() => readerOf(newer, newer)(bytes)).toThrow(UndecodableError)
  expect(() => readerOf(recordText('Thing', id, list), newer)(bytes)).toThrow(UndecodableError)
})

test('no wire format', () => {
  expect(() => readerOf(older, older)(Buffer.from('{"id":"a"}'))).toThrow(NotAvroError)
})
