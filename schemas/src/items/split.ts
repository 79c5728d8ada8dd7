import { isObject, type JsonObject, put } from '../codec/own.ts'
import { dealContacts } from './deal-contacts.ts'
import type { GrowingPart, Part } from './part.ts'
import { isObjectList } from './path.ts'
import type { ItemArray, ItemKind, ItemNode, Shape } from './shape.ts'

const NO_CONTACTS: readonly JsonObject[] = []
const NO_POSITIONS: readonly number[] = []

/**
 * Splits the value of a change into its items, in the order of the body. There is always at least one: a value without
 * items is the item. Linear in the size of the value; nothing is copied but the nodes on the way to an item.
 * @param path JSON pointer of the value.
 * @param max when there are more items than this the result only says so: it has more, but not all.
 */
export function split(value: JsonObject, shape: Shape, path: string, max = Number.POSITIVE_INFINITY): readonly Part[] {
  return partsOf(value, shape, growing(shape.whole, path, value, value), max)
}

function partsOf(node: JsonObject, shape: ItemNode, self: GrowingPart, max: number): GrowingPart[] {
  const found: GrowingPart[] = []
  const within = { path: self.path, max }
  for (const array of shape.arrays) addElements(found, node, array, within)
  for (const { name, inside } of shape.objects) addObject(found, node, inside, { ...within, name, kind: self.kind })
  if (found.length === 0) for (const array of shape.arraysAlone) addElements(found, node, array, within)
  const [first] = found
  if (first === undefined) return [self]
  if (found.length === 1) asSent(first, node, shape)
  else reduce(found, node, shape)
  return found
}

interface Within {
  /** JSON pointer of the node. */
  readonly path: string
  readonly max: number
}

function addElements(found: GrowingPart[], node: JsonObject, array: ItemArray, { path, max }: Within): void {
  const list = node[array.name]
  if (!isObjectList(list)) return
  for (const [i, element] of list.entries()) {
    if (found.length > max) return
    const self = growing(array.kind, `${path}/${array.name}/${i}`, element, node)
    const parts = array.inside === null ? [self] : partsOf(element, array.inside, self, max)
    for (const part of parts) found.push(stepThrough(part, array.name, [part.value], true))
  }
}

function addObject(
  found: GrowingPart[],
  node: JsonObject,
  inside: ItemNode,
  { name, path, kind, max }: Within & { readonly name: string; readonly kind: ItemKind },
): void {
  const child = node[name]
  if (!isObject(child)) return
  const parts = partsOf(child, inside, growing(kind, `${path}/${name}`, child, node), max)
  if (parts[0]?.item === child) return
  for (const part of parts) found.push(stepThrough(part, name, part.value, false))
}

/** The only item of a node has all of the node: no copy is needed. */
function asSent(part: GrowingPart, node: JsonObject, shape: ItemNode): void {
  part.value = node
  const contacts = node['contacts']
  if (shape.dealsContacts && part.isBeside && isObjectList(contacts)) part.contacts = contacts
}

/** Several items: each repeats what the shape carries; whatever else the node has goes with the first. */
function reduce(found: readonly GrowingPart[], node: JsonObject, shape: ItemNode): void {
  const gone = new Set(found.map((part) => part.step))
  const contacts = node['contacts']
  const beside = shape.dealsContacts && isObjectList(contacts) ? found.filter((part) => part.isBeside) : []
  if (beside.length > 0 && isObjectList(contacts)) {
    dealContacts(beside, contacts)
    gone.add('contacts')
  }
  const rest = Object.keys(node).filter((name) => !gone.has(name))
  const carried = rest.filter((name) => shape.carry.includes(name))
  for (const [i, part] of found.entries()) {
    const one: JsonObject = {}
    for (const name of i === 0 ? rest : carried) put(one, name, node[name])
    if (part.positions.length > 0 && part.isBeside && shape.dealsContacts) one['contacts'] = part.contacts
    put(one, part.step, part.child)
    part.value = one
  }
}

function growing(kind: ItemKind, path: string, item: JsonObject, above: JsonObject): GrowingPart {
  return {
    kind,
    path,
    item,
    above,
    value: item,
    contacts: NO_CONTACTS,
    positions: NO_POSITIONS,
    step: '',
    child: item,
    isBeside: false,
  }
}

function stepThrough(part: GrowingPart, step: string, child: unknown, isBeside: boolean): GrowingPart {
  part.step = step
  part.child = child
  part.isBeside = isBeside
  return part
}
