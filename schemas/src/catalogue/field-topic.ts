import type { Shape } from '../items/shape.ts'
import { kindsOf } from '../items/kinds-of.ts'
import { valueShape } from '../items/value-shape.ts'
import type { KeyRule } from '../key.ts'
import type { FieldTopic, LaneName } from './topic.ts'

/** What a field may do differently from a management field, whose events are few and kept for ever. */
export interface FieldOptions {
  readonly shape?: Shape
  readonly key?: KeyRule
  readonly lane?: LaneName
  readonly partitions?: number
  readonly retentionMs?: number
}

const DAY_MS = 86_400_000

export const MIB = 1_048_576

/** Fields with the traffic of messages. */
export const heavy = { partitions: 32, retentionMs: 14 * DAY_MS } as const

/** Fields with the traffic of a part of the messages. */
export const busy = { partitions: 8, retentionMs: 14 * DAY_MS } as const

export const days = (count: number): number => count * DAY_MS

/** The topic of a webhook field. `schema` is the generated Avro text. */
export function fieldTopic<E>(field: string, schema: string, options: FieldOptions = {}): FieldTopic<E> {
  const shape = options.shape ?? valueShape
  return {
    name: `waba.${field.replaceAll('_', '-')}.v1`,
    field,
    schema,
    shape,
    kinds: kindsOf(shape),
    key: options.key ?? 'waba',
    lane: options.lane ?? 'management',
    partitions: options.partitions ?? 4,
    retentionMs: options.retentionMs ?? -1,
    cleanup: 'delete',
    maxBytes: 6 * MIB,
  }
}
