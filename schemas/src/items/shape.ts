import type { Path } from './path.ts'

/** Which properties make the identity of an item; the rules themselves are in `identity/`. */
export type IdentityRule = 'message' | 'status' | 'call' | 'content'

/** What is the same for all items of one kind. All paths start at the item, except `partiesAbove`. */
export interface ItemKind {
  readonly name: string
  readonly identity: IdentityRule
  /** Where the item says when it happened. */
  readonly time: Path
  /** Whom the conversation is with, best first: a group, a business-scoped user id, a phone. */
  readonly parties: readonly Path[]
  /** The same for what the node above the item knows: a history thread belongs to one user. */
  readonly partiesAbove: readonly Path[]
}

/** An array of a node whose elements are items, or nodes that hold items themselves. */
export interface ItemArray {
  readonly name: string
  /** Kind of an element that is an item. */
  readonly kind: ItemKind
  /** How an element splits further; null when it is an item. */
  readonly inside: ItemNode | null
}

/** A JSON object on the way from the value to the items. */
export interface ItemNode {
  readonly arrays: readonly ItemArray[]
  /** Arrays of items only when nothing else of the node is an item; else they go with the first item, which they explain. */
  readonly arraysAlone: readonly ItemArray[]
  /** Objects of the node that hold items (`standby`). */
  readonly objects: readonly { readonly name: string; readonly inside: ItemNode }[]
  /** Properties that every item of the node repeats. */
  readonly carry: readonly string[]
  /** `contacts` beside the arrays are dealt out to the items that name their users. Never below an array. */
  readonly dealsContacts: boolean
}

/** How the value of a webhook field splits into items. */
export interface Shape extends ItemNode {
  /** The kind of the value itself, which is the item when nothing in it is. */
  readonly whole: ItemKind
  /** Where the value names the business phone number. */
  readonly phoneNumberId: Path
}

/** A kind with what most kinds have: identity by content, own time in `timestamp`, no party. */
export function itemKind(name: string, special: Partial<Omit<ItemKind, 'name'>> = {}): ItemKind {
  return { name, identity: 'content', time: ['timestamp'], parties: [], partiesAbove: [], ...special }
}

/** An array whose elements are items of this kind. */
export function items(name: string, kind: ItemKind): ItemArray {
  return { name, kind, inside: null }
}

/** An array whose elements hold items; an element without any is an item of this kind itself. */
export function nodes(name: string, kind: ItemKind, inside: ItemNode): ItemArray {
  return { name, kind, inside }
}

/** An object on the way to the items. */
export function itemNode(arrays: readonly ItemArray[], special: Partial<ItemNode> = {}): ItemNode {
  return { arrays, arraysAlone: [], objects: [], carry: [], dealsContacts: false, ...special }
}

/** A change without items: its value is the item. */
export const change: ItemKind = itemKind('change')

/** Errors of the app or the account. */
export const errors: ItemArray = items('errors', itemKind('error'))

/** The shape of a message-like field: items that repeat what number they are about, or errors alone. */
export function shape(arrays: readonly ItemArray[], special: Partial<Shape> = {}): Shape {
  return {
    arrays,
    arraysAlone: [errors],
    objects: [],
    carry: ['messaging_product', 'metadata'],
    dealsContacts: true,
    whole: change,
    phoneNumberId: ['metadata', 'phone_number_id'],
    ...special,
  }
}

/** The shape of a value that is the item, whatever it holds. */
export function wholeShape(special: Partial<Shape> = {}): Shape {
  return shape([], { arraysAlone: [], carry: [], dealsContacts: false, ...special })
}
