import { expect, test } from 'vitest'
import type { AvroRecord, AvroSchema } from './avro.ts'
import { bundle, libraryOf } from './bundle.ts'

function record(name: string, fields: Readonly<Record<string, AvroSchema>>): AvroRecord {
  return {
    type: 'record',
    name,
    namespace: 'waba',
    fields: Object.entries(fields).map(([field, type]) => ({ name: field, type })),
  }
}

test('the first use of a type holds its definition, later uses its name', () => {
  const place = record('Place', { city: 'string' })
  const person = record('Person', { home: ['null', 'waba.Place'], work: { type: 'array', items: 'waba.Place' } })
  const root = record('Root', { first: 'waba.Person', by_name: { type: 'map', values: 'waba.Person' } })
  expect(bundle(root, libraryOf([place, person]))).toEqual({
    type: 'record',
    name: 'Root',
    namespace: 'waba',
    fields: [
      {
        name: 'first',
        type: {
          type: 'record',
          name: 'Person',
          fields: [
            {
              name: 'home',
              type: ['null', { type: 'record', name: 'Place', fields: [{ name: 'city', type: 'string' }] }],
            },
            { name: 'work', type: { type: 'array', items: 'waba.Place' } },
          ],
        },
      },
      { name: 'by_name', type: { type: 'map', values: 'waba.Person' } },
    ],
  })
})

test('a type that is written inside another file can be used by name', () => {
  const inner = record('Inner', { x: 'string' })
  const holder = record('Holder', { inner })
  const root = record('Root', { a: 'waba.Inner', b: 'waba.Holder' })
  expect(JSON.stringify(bundle(root, libraryOf([holder])))).toBe(
    '{"type":"record","name":"Root","namespace":"waba","fields":[' +
      '{"name":"a","type":{"type":"record","name":"Inner","fields":[{"name":"x","type":"string"}]}},' +
      '{"name":"b","type":{"type":"record","name":"Holder","fields":[{"name":"inner","type":"waba.Inner"}]}}]}',
  )
})

test('docs, defaults and logical types stay', () => {
  const root: AvroRecord = {
    type: 'record',
    name: 'Root',
    namespace: 'waba',
    doc: 'About it.',
    fields: [
      { name: 'at', type: ['null', { type: 'long', logicalType: 'timestamp-millis' }], default: null, doc: 'When.' },
    ],
  }
  expect(bundle(root, new Map())).toEqual(root)
})

test.each([
  [
    'a name that no file defines',
    record('Root', { x: ['null', 'waba.Missing'] }),
    /waba\.Root refers to waba\.Missing/,
  ],
  ['a short name', record('Root', { x: 'Place' }), /refers to Place/],
  ['a type that contains itself', record('Root', { x: 'waba.Root' }), /waba\.Root > waba\.Root is circular/],
  ['a circle over two types', record('Root', { x: 'waba.Left' }), /waba\.Left > waba\.Right > waba\.Left is circular/],
])('%s is an error', (_, root, message) => {
  const left = record('Left', { right: { type: 'array', items: 'waba.Right' } })
  const right = record('Right', { left: ['null', 'waba.Left'] })
  expect(() => bundle(root, libraryOf([left, right, root]))).toThrow(message)
})

test('two definitions of one name are an error', () => {
  const place = record('Place', { city: 'string' })
  expect(() => libraryOf([place, record('Root', { place })])).toThrow('waba.Place is defined twice')
})
