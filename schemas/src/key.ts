import type { JsonObject } from './codec/own.ts'
import { at, type Path } from './items/path.ts'
import type { ItemKind } from './items/shape.ts'

/** What the records of a field are keyed by, so that Kafka keeps their order. A closed set; the rules are in this file. */
export type KeyRule = 'conversation' | 'call' | 'template' | 'number' | 'user' | 'flow' | 'waba'

/** What a key may be made of. */
export interface Keyed {
  readonly kind: ItemKind
  readonly item: unknown
  /** The node that holds the item's array. */
  readonly above: unknown
  readonly contacts: readonly JsonObject[]
  /** As sent; undefined when absent. */
  readonly phoneNumberId: unknown
  readonly wabaId: string
}

/**
 * The key of a record: what its rule says, else the id of the WhatsApp Business Account, '' when even that is absent. A key is
 * for co-location, never an identity.
 */
export function keyOf(rule: KeyRule, keyed: Keyed): string {
  return rules[rule](keyed) ?? keyed.wabaId
}

const rules: Record<KeyRule, (keyed: Keyed) => string | undefined> = {
  conversation: (keyed) => {
    const number = text(keyed.phoneNumberId)
    const party = partyOf(keyed)
    return number === undefined || party === undefined ? undefined : `${number}:${party}`
  },
  call: ({ item }) => text(at(item, ['id'])),
  template: ({ item }) => text(at(item, ['message_template_id'])),
  number: ({ item }) => text(text(at(item, ['display_phone_number']))?.replaceAll(/\D/g, '')),
  user: (keyed) => partyOf(keyed),
  flow: ({ item }) => text(at(item, ['flow_id'])),
  waba: () => undefined,
}

/** Whom the conversation is with: the item says it, or the node above it, or else the contact that came with it. */
function partyOf({ kind, item, above, contacts }: Keyed): string | undefined {
  return first(item, kind.parties) ?? first(above, kind.partiesAbove) ?? first(contacts[0], CONTACT)
}

const CONTACT: readonly Path[] = [['user_id'], ['wa_id']]

function first(node: unknown, paths: readonly Path[]): string | undefined {
  for (const path of paths) {
    const found = text(at(node, path))
    if (found !== undefined) return found
  }
  return undefined
}

/** Ids are text or numbers. A lone surrogate could not be written as UTF-8. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : undefined
}
