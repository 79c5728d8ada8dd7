import { encodeEvent } from '@wabastream/schemas/codec'
import type { AvroRecord } from './infer-value.ts'

/** Whether a record holds all of a value: nothing of it would travel in `unmapped`. */
export function holdsWhole(record: AvroRecord, value: object): boolean {
  const fields = [
    { name: 'value', type: record },
    { name: 'nulls', type: { type: 'array', items: 'string' }, default: [] },
    { name: 'unmapped', type: { type: 'map', values: 'string' }, default: {} },
  ]
  const schema = JSON.stringify({ type: 'record', name: 'Probe', namespace: 'waba', fields })
  return encodeEvent({ topic: { schema }, record: { value } }, 0).unmapped.length === 0
}
