import { expect, test } from 'vitest'
import { draftsOf, checkEnvelope } from '../event/index.ts'
import { oddBodies, randomBodies } from '../lossless/bodies.ts'
import { deliveryOf, shown } from '../lossless/loss-of.ts'
import { readSamples } from '../lossless/samples.ts'
import { readSchema } from './avro-schema.ts'
import { createSink, finish } from './avro-sink.ts'
import { compileWrite } from './compile-write.ts'
import { encodeEvent, encodeFitted, encoderOf } from './encode-event.ts'

const samples = readSamples()

/** How many events the quick way wrote itself. */
function same(bodies: Iterable<{ readonly body: unknown }>): { readonly events: number; readonly quick: number } {
  const count = { events: 0, quick: 0 }
  for (const { body } of bodies) {
    if (checkEnvelope(body) !== null) continue
    for (const draft of draftsOf(body, deliveryOf('body'))) {
      const encoder = encoderOf(draft.topic.schema)
      const slow = encodeFitted(draft.record, encoder, 7)
      const quick = encodeEvent(draft, 7)
      if (!quick.bytes.equals(slow.bytes)) throw new Error(`Other bytes for ${shown(draft.record)}`)
      expect(quick.unmapped).toEqual(slow.unmapped)
      count.events += 1
      if (encoder.write(createSink(), draft.record)) count.quick += 1
    }
  }
  return count
}

test('samples: the bytes are those of avsc, and nearly every event is written the quick way', () => {
  const { events, quick } = same(samples)
  expect(quick / events).toBeGreaterThan(0.9)
})

test('samples with random changes: the bytes are those of avsc', { timeout: 120_000 }, () => {
  const { events, quick } = same(randomBodies(samples, 20260102, 3000))
  expect(quick / events).toBeGreaterThan(0.2)
})

test('odd values at every place: the bytes are those of avsc', { timeout: 120_000 }, () => {
  const { events } = same(oddBodies())
  expect(events).toBeGreaterThan(10_000)
})

const optional = (name: string, type: unknown) => ({ name, type: ['null', type], default: null })
const value = {
  type: 'record',
  name: 'Value',
  fields: [
    optional('text', 'string'),
    optional('long', 'long'),
    optional('int', 'int'),
    optional('double', 'double'),
    optional('boolean', 'boolean'),
    optional('id', { type: 'string', logicalType: 'json-integer' }),
    optional('list', { type: 'array', items: 'Value' }),
    { name: 'either', type: ['null', 'string', 'long'], default: null },
  ],
}
const schema = JSON.stringify({
  type: 'record',
  name: 'Event',
  namespace: 'waba',
  fields: [
    { name: 'id', type: 'string' },
    optional('time', 'long'),
    { name: 'value', type: value },
    { name: 'nulls', type: { type: 'array', items: 'string' } },
    { name: 'unmapped', type: { type: 'map', values: 'string' } },
  ],
})
const encoder = encoderOf(schema)
const event = { id: '1', time: null, nulls: [], unmapped: {} }

const kept: readonly object[] = [
  {},
  { text: '' },
  { text: 'a'.repeat(31) },
  { text: 'a'.repeat(33) },
  { text: 'ä' },
  { text: '😀'.repeat(40) },
  { text: 'x'.repeat(100_000) },
  { long: -1, int: 2 ** 31 - 1, double: -0, boolean: false },
  { long: 2 ** 53 - 2, int: -(2 ** 31), double: 1e300, boolean: true },
  { long: -(2 ** 53 - 2), double: Infinity },
  { long: 2 ** 30 },
  { long: 2 ** 31 },
  { long: -(2 ** 32) - 1 },
  { id: 5 },
  { id: 2n ** 70n },
  { list: [] },
  { list: [{ text: 'b', list: [{ list: [{}] }] }, {}] },
  { either: 'text' },
  { either: 7 },
]

test.each(kept.map((sent) => [shown(sent), sent]))('%s is written the quick way, as avsc does', (_, sent) => {
  const record = { ...event, value: sent }
  const sink = createSink()
  expect(encoder.write(sink, record)).toBe(true)
  expect(finish(sink)).toEqual(encodeFitted(record, encoder, 1).bytes.subarray(5))
})

const not: readonly unknown[] = [
  null,
  [],
  { text: null },
  { text: '\ud800' },
  { text: `${'a'.repeat(40)}\ud800` },
  { long: 2 ** 53 - 1 },
  { long: -0 },
  { int: 2 ** 31 },
  { int: 1.5 },
  { id: -0 },
  { id: 1.5 },
  { boolean: 0 },
  { list: {} },
  { list: [null] },
  { list: [{ text: null }] },
  { either: true },
  { more: 1 },
  { constructor: 1 },
  JSON.parse('{"__proto__": {}}'),
]

test.each(not.map((sent) => [shown(sent), sent]))('%s is declined', (_, sent) => {
  expect(encoder.write(createSink(), { ...event, value: sent })).toBe(false)
})

test.each([{ id: 1 }, { id: undefined }, { time: 1.5 }, { nulls: null }, { unmapped: { '\ud800': '' } }])(
  'a record with %j is declined',
  (wrong) => {
    expect(encoder.write(createSink(), { ...event, value: {}, ...wrong })).toBe(false)
  },
)

test('a type that no event has is declined', () => {
  const bytes = JSON.stringify({ type: 'record', name: 'E', fields: [{ name: 'b', type: 'bytes' }] })
  expect(compileWrite(readSchema(bytes))(createSink(), { b: Buffer.alloc(1) })).toBe(false)
})
