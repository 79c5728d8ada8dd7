import { describe, expect, test } from 'vitest'
import { sameSchema } from './same-schema.ts'

const schema = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'Thing', namespace: 'waba', doc: 'D.', fields })
const text = { name: 'a', type: ['null', 'string'], default: null, doc: 'A.' }
const inner = { type: 'record', name: 'Inner', fields: [text] }

describe('the same', () => {
  test.each([
    ['the text', schema(text), schema(text)],
    ['other spaces', schema(text), JSON.stringify(JSON.parse(schema(text)), null, 2)],
    ['another order', schema(text), schema({ doc: 'A.', default: null, type: ['null', 'string'], name: 'a' })],
    [
      'a name with its namespace',
      schema({ name: 'a', type: inner }, { name: 'b', type: 'waba.Inner' }),
      schema({ name: 'a', type: { ...inner, namespace: 'waba' } }, { name: 'b', type: 'Inner' }),
    ],
    [
      'a longer way to write a type',
      schema({ name: 'a', type: 'string' }),
      schema({ name: 'a', type: { type: 'string' } }),
    ],
  ])('%s', (_, a, b) => {
    expect(sameSchema(a, b)).toBe(true)
  })
})

describe('not the same', () => {
  test.each([
    ['a field more', schema(text), schema(text, { ...text, name: 'b' })],
    ['other fields', schema(text, { ...text, name: 'b' }), schema({ ...text, name: 'b' }, text)],
    ['another doc', schema(text), schema({ ...text, doc: 'B.' })],
    ['a default', schema({ name: 'a', type: 'string' }), schema({ name: 'a', type: 'string', default: '' })],
    [
      'a default with a dot',
      schema({ name: 'a', type: 'string', default: 'x.y' }),
      schema({ name: 'a', type: 'string', default: 'y' }),
    ],
    [
      'a logical type',
      schema({ name: 'a', type: 'long' }),
      schema({ name: 'a', type: { type: 'long', logicalType: 'timestamp-millis' } }),
    ],
    ['another order of kinds', schema(text), schema({ ...text, type: ['string', 'null'] })],
    ['no schema', schema(text), '{'],
  ])('%s', (_, a, b) => {
    expect(sameSchema(a, b)).toBe(false)
  })
})
