import { expect, test } from 'vitest'
import { NotAvroError } from './errors.ts'
import { schemaIdOf, wireValue } from './wire.ts'

test('a value begins with 0 and the schema id, big-endian', () => {
  const bytes = wireValue(0x01020304, (into, at) => into.write('xyz', at) + at)
  expect([...bytes]).toEqual([0, 1, 2, 3, 4, 0x78, 0x79, 0x7a])
  expect(schemaIdOf(bytes)).toBe(0x01020304)
})

test.each([1, 2 ** 31, 2 ** 32 - 1])('schema id %d survives', (id) => {
  expect(schemaIdOf(wireValue(id, (_, at) => at + 1))).toBe(id)
})

test.each([
  ['nothing', []],
  ['a header alone', [0, 0, 0, 0, 1]],
  ['another first byte', [1, 0, 0, 0, 1, 0]],
  ['JSON', [...Buffer.from('{"a":1}')]],
])('%s is no Avro', (_name, bytes) => {
  expect(() => schemaIdOf(Buffer.from(bytes))).toThrow(NotAvroError)
})

test.each([10, 70_000, 200_000, 12_000_000])('a value of %d bytes has a buffer of its own', (size) => {
  const first = wireValue(1, filled(size, 7))
  const second = wireValue(1, filled(size, 9))
  expect([first.length, first[5], first.at(-1)]).toEqual([size + 5, 7, 7])
  expect([second.length, second[5], second.at(-1)]).toEqual([size + 5, 9, 9])
})

/** Writes like avsc: past the end it writes nothing and returns minus what was missing. */
function filled(size: number, byte: number): (into: Buffer, at: number) => number {
  return (into, at) => {
    const end = at + size
    if (end > into.length) return into.length - end
    into.fill(byte, at, end)
    return end
  }
}
