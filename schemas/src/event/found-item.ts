import type { Topic } from '../catalogue/topic.ts'
import type { Subject } from '../identity/subject.ts'
import type { Keyed, KeyRule } from '../key.ts'

/** An item of a delivery, with all that its record and its key are made of. */
export interface FoundItem extends Subject, Keyed {
  readonly topic: Topic
  readonly rule: KeyRule
  /** JSON pointer of the item in the body. */
  readonly path: string
  /** The value with this item alone. undefined where the item is kept as text: an unknown field, a change, an entry. */
  readonly value: object | undefined
  readonly positions: readonly number[]
  /** Filled while the nodes around the item are walked. */
  readonly envelope: Record<string, string>
}
