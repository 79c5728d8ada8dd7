import avsc from 'avsc'
import { describe, expect, test } from 'vitest'
import { codecOf } from './codec.ts'
import { NotAvroError, UndecodableError, UnencodableError } from './errors.ts'

const nullable = (name: string, type: unknown) => ({ name, type: ['null', type], default: null })

function schemaText(...more: readonly unknown[]): string {
  const line = { type: 'record', name: 'Line', fields: [nullable('text', 'string'), nullable('count', 'long')] }
  const fields = [
    { name: 'id', type: 'string' },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'price', type: 'double' },
    nullable('big', { type: 'string', logicalType: 'json-integer' }),
    nullable('lines', { type: 'array', items: line }),
    { name: 'texts', type: { type: 'map', values: 'string' }, default: {} },
    nullable('open', 'waba.Line'),
    ...more,
  ]
  return JSON.stringify({ type: 'record', name: 'Sample', namespace: 'waba', fields })
}

const codec = codecOf(schemaText())
const record = {
  id: 'a',
  at: 1_767_225_600_123,
  price: -0,
  big: '99999999999999999999',
  lines: [{ text: 'é😀' }, { count: 5 }],
  texts: { '/a': '"x"' },
  open: { text: 'shared' },
}
const decoded = {
  ...record,
  lines: [
    { text: 'é😀', count: null },
    { text: null, count: 5 },
  ],
  open: { text: 'shared', count: null },
}

test('a record comes back with plain numbers, text and null for what is absent', () => {
  expect(codec.decode(codec.encode(record, 1))).toEqual(decoded)
})

test('a schema text is compiled once', () => {
  expect(codecOf(schemaText())).toBe(codec)
})

describe('records that do not match', () => {
  test.each<[string, object, string]>([
    ['a missing text', { ...record, id: undefined }, 'id'],
    ['a fraction', { ...record, at: 1.5 }, 'at'],
    ['a long that avsc cannot read back', { ...record, at: 2 ** 53 }, 'at'],
    ['a wrong element', { ...record, lines: [{ text: 5 }] }, 'lines.0.text'],
  ])('%s is named by its path, without the value', (_name, wrong, path) => {
    expect(() => codec.encode(wrong, 1)).toThrow(new UnencodableError(`The record does not match waba.Sample: ${path}`))
  })

  test('the next record is written as if nothing had happened', () => {
    expect(() => codec.encode({ ...record, at: '' }, 1)).toThrow(UnencodableError)
    expect(codec.decode(codec.encode(record, 1))).toEqual(decoded)
  })
})

describe('bytes that are no whole value', () => {
  const bytes = codec.encode(record, 1)

  test('every shorter form is refused', () => {
    for (let end = 6; end < bytes.length; end += 1) {
      expect(() => codec.decode(bytes.subarray(0, end)), `${end} bytes`).toThrow(UndecodableError)
    }
    expect(() => codec.decode(bytes.subarray(0, 5))).toThrow(NotAvroError)
  })

  test('trailing bytes are refused', () => {
    expect(() => codec.decode(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow('1 bytes too many')
  })

  test('a list that claims more elements than there are bytes does not fill the memory', () => {
    const claim = codecOf(
      '{"type":"record","name":"L","fields":[{"name":"l","type":{"type":"array","items":"string"}}]}',
    )
    const huge = [0, 0, 0, 0, 1, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03]
    expect(() => claim.decode(Buffer.from(huge))).toThrow(UndecodableError)
    expect(() => claim.decode(Buffer.from([0, 0, 0, 0, 1, 0x01, 0x02, ...huge.slice(5)]))).toThrow(UndecodableError)
  })

  test('any change of a byte gives a value or an error, at once', () => {
    for (let i = 5; i < bytes.length; i += 1) {
      for (const byte of [0, 1, 0x7f, 0x80, 0xff]) {
        const corrupt = Buffer.from(bytes)
        corrupt[i] = byte
        expect(outcome(corrupt)).toBeOneOf(['value', 'UndecodableError'])
      }
    }
  })

  test('blocks with a byte count, as other writers make them, are read', () => {
    const list = codecOf('{"type":"record","name":"B","fields":[{"name":"l","type":{"type":"array","items":"int"}}]}')
    expect(list.decode(Buffer.from([0, 0, 0, 0, 1, 0x03, 0x04, 0x02, 0x04, 0x02, 0x06, 0x00]))).toEqual({
      l: [1, 2, 3],
    })
  })

  function outcome(corrupt: Buffer): string {
    try {
      codec.decode(corrupt)
      return 'value'
    } catch (error) {
      return error instanceof Error ? error.name : 'no error'
    }
  }
})

describe('a schema that has grown', () => {
  const line = { type: 'record', name: 'Extra', fields: [nullable('x', 'string')] }
  const newer = schemaText(nullable('added', 'string'), nullable('extra', line))
  const written = codecOf(newer).encode({ ...record, added: 'new', extra: { x: 'y' } }, 2)

  test("is read with the writer's text, so nothing is dropped", () => {
    expect(codecOf(newer).decode(written)).toEqual({ ...decoded, added: 'new', extra: { x: 'y' } })
  })

  test('the older text refuses its bytes rather than misread them', () => {
    expect(() => codec.decode(written)).toThrow(UndecodableError)
  })

  test('readers with either text understand writers with either text, as Avro resolves them', () => {
    const [old, young] = [schemaText(), newer].map((text) =>
      avsc.Type.forSchema(JSON.parse(text), { wrapUnions: 'never' }),
    )
    const forward = old?.fromBuffer(written.subarray(5), old.createResolver(young ?? old))
    const backward = young?.fromBuffer(codec.encode(record, 1).subarray(5), young.createResolver(old ?? young))
    expect(forward).toEqual(decoded)
    expect(backward).toEqual({ ...decoded, added: null, extra: null })
  })
})
