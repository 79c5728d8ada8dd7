import type { JsonObject } from '../codec/own.ts'
import type { ItemKind } from '../items/shape.ts'

/** An item with all that its identity may be made of. */
export interface Subject {
  readonly field: string
  readonly kind: ItemKind
  /** An object, or anything JSON can carry where an entry or a change is kept whole. */
  readonly item: unknown
  /** The contacts that its record holds beside the outermost item array. */
  readonly contacts: readonly JsonObject[]
  readonly wabaId: string
  readonly entryId: string
  readonly entryTime: number | null
  /** As sent; undefined when absent. */
  readonly phoneNumberId: unknown
}
