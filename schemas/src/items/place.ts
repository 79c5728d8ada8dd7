/** Where in a delivery an item lies, read from its `item_path`. */
export interface Place {
  /** Index in an array around the bodies; null when the body is the whole delivery. */
  readonly outer: number | null
  /** JSON pointers of the nodes around the item, the item's own included. '' is the whole delivery. */
  readonly body: string
  readonly entry: string
  /** null when the entry was kept whole. */
  readonly change: string | null
  /** The record holds a value or an item of one, not a change or an entry as a whole. */
  readonly isInValue: boolean
}

const ITEM_PATH = /^(\/(\d+))?\/entry\/\d+(\/changes\/\d+(\/value(\/[a-z_]+|\/\d+)*)?)?$/

/** Reads an `item_path`; undefined when it is none. */
export function placeOf(itemPath: string): Place | undefined {
  const match = ITEM_PATH.exec(itemPath)
  if (match === null) return undefined
  const [, body = '', outer, toChange, toValue] = match
  const changeEnd = itemPath.length - (toValue?.length ?? 0)
  const entryEnd = itemPath.length - (toChange?.length ?? 0)
  return {
    outer: outer === undefined ? null : Number(outer),
    body,
    entry: itemPath.slice(0, entryEnd),
    change: toChange === undefined ? null : itemPath.slice(0, changeEnd),
    isInValue: toValue !== undefined,
  }
}
