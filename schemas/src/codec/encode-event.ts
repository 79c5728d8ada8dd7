import { isUnion, readSchema, type AvroField } from './avro-schema.ts'
import { createSink, finish } from './avro-sink.ts'
import { codecOf, type EventCodec } from './codec.ts'
import { compileWrite, type Write } from './compile-write.ts'
import { keepUnmapped, noDrift, unmappedTexts, type Drift } from './drift.ts'
import { UnencodableError } from './errors.ts'
import { compileFit, NO_FIT, type Fit } from './fit.ts'
import { isObject } from './own.ts'
import { putHeader } from './wire.ts'

/** The part of a draft that encoding needs. `record.value` is Meta's JSON; unknown fields have `value_json` instead. */
export interface Encodable {
  readonly topic: { readonly schema: string }
  readonly record: { readonly value?: unknown }
}

/** A record as it goes to its topic. */
export interface Encoded {
  /** Confluent wire format. Can be more than the topic takes. */
  readonly bytes: Buffer
  /** JSON pointers, in `value`, of what the schema does not know or cannot hold. Not empty = drift. */
  readonly unmapped: readonly string[]
}

interface EventEncoder {
  /** For records that fit as they are: nearly all. */
  readonly write: Write
  readonly codec: EventCodec
  /** undefined for records without `value`. */
  readonly fitValue: Fit | undefined
  /** The names of the record's own texts. */
  readonly texts: readonly string[]
}

const encoders = new Map<string, EventEncoder>()
const sink = createSink()
const NO_DRIFT: readonly string[] = []

/**
 * Writes an event's record: fits its value into the schema of its topic, notes in `nulls` and `unmapped` what the schema
 * cannot say, and encodes it. Changes nothing of the draft.
 * @throws UnencodableError when the record's own fields (not the value) do not match the schema.
 */
export function encodeEvent(draft: Encodable, schemaId: number): Encoded {
  const encoder = encoderOf(draft.topic.schema)
  const { record } = draft
  putHeader(sink, schemaId)
  return encoder.write(sink, record)
    ? { bytes: finish(sink), unmapped: NO_DRIFT }
    : encodeFitted(record, encoder, schemaId)
}

/** The same for any record, in twice the time. */
export function encodeFitted(
  record: Encodable['record'],
  { codec, fitValue, texts }: EventEncoder,
  schemaId: number,
): Encoded {
  refuseBrokenText(record, texts)
  if (fitValue === undefined) return { bytes: codec.encode(record, schemaId), unmapped: [] }
  const drift = noDrift()
  const value = fitted(fitValue, record.value, drift)
  const complete = { ...record, value, nulls: drift.nulls, unmapped: unmappedTexts(drift) }
  return { bytes: codec.encode(complete, schemaId), unmapped: drift.pointers }
}

/** A value that is no object, or has a key that no pointer can name, is kept whole under the pointer ''. */
function fitted(fit: Fit, value: unknown, drift: Drift): unknown {
  const result = fit(value, '', drift)
  if (result !== NO_FIT) return result
  keepUnmapped(drift, '', value)
  return {}
}

/** What encodes the events of a schema, compiled once. */
export function encoderOf(schemaText: string): EventEncoder {
  let encoder = encoders.get(schemaText)
  if (encoder === undefined) {
    const records = readSchema(schemaText)
    const value = records.root.fields.find((field) => field.name === 'value')
    const fitValue = value && compileFit(records, value)
    encoder = {
      write: compileWrite(records),
      codec: codecOf(schemaText),
      fitValue,
      texts: records.root.fields.filter(isText).map(({ name }) => name),
    }
    encoders.set(schemaText, encoder)
  }
  return encoder
}

function isText({ type }: AvroField): boolean {
  return type === 'string' || (isUnion(type) && type.includes('string'))
}

/** Half a surrogate pair would silently become U+FFFD on the wire. */
function refuseBrokenText(record: unknown, names: readonly string[]): void {
  if (!isObject(record)) return
  for (const name of names) {
    const text = record[name]
    if (typeof text === 'string' && !text.isWellFormed()) {
      throw new UnencodableError(`The record's ${name} is no well-formed text`)
    }
  }
}
