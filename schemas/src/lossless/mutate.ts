import { isObject } from '../codec/own.ts'
import { ODD_KEYS, oddValues, randomValue } from './odd.ts'
import type { Random } from './random.ts'
import { clone, isNode, type Node, nodesOf, remove, set } from './tree.ts'

/** One way to change a body, in place. */
type Mutation = (body: Node, random: Random, pool: readonly unknown[]) => void

const addProperty: Mutation = (body, random) => {
  const node = objectOf(body, random)
  if (node !== undefined) set(node, random.pick(ODD_KEYS), randomValue(random))
}

/** Something unknown on the body itself, its first entry or its first changes. */
const addToEnvelope: Mutation = (body, random, pool) => {
  const outer = nodesOf(body).slice(0, 6).filter(isObject)
  if (outer.length === 0) return
  const borrowed = Object.entries(objectOf(random.pick(pool), random) ?? {})
  const [key, value] =
    borrowed.length > 0 && random.oneIn(2) ? random.pick(borrowed) : [random.pick(ODD_KEYS), randomValue(random)]
  set(random.pick(outer), key, clone(value))
}

const replace: Mutation = (body, random) => change(body, random, () => random.pick(oddValues()))

const makeNull: Mutation = (body, random) => change(body, random, () => null)

const wrap: Mutation = (body, random) =>
  change(body, random, (value) => (random.oneIn(2) ? [value] : { [random.pick(ODD_KEYS)]: value }))

const takeAway: Mutation = (body, random) => {
  const node = random.pick(nodesOf(body))
  const keys = Object.keys(node)
  if (keys.length > 0) remove(node, random.pick(keys))
}

const rename: Mutation = (body, random) => {
  const node = objectOf(body, random)
  const keys = Object.keys(node ?? {})
  if (node === undefined || keys.length === 0) return
  const key = random.pick(keys)
  const value: unknown = Reflect.get(node, key)
  remove(node, key)
  set(node, random.pick(ODD_KEYS), value)
}

const addElement: Mutation = (body, random) => {
  const list = listOf(body, random)
  list?.splice(random.int(list.length + 1), 0, random.pick(oddValues()))
}

const repeatElements: Mutation = (body, random) => {
  const list = listOf(body, random)
  if (list === undefined || list.length === 0) return
  for (let i = random.int(4); i >= 0; i -= 1) list.splice(random.int(list.length + 1), 0, clone(random.pick(list)))
}

/** Two elements that are almost the same. */
const alterCopy: Mutation = (body, random, pool) => {
  const list = listOf(body, random)
  if (list === undefined || list.length === 0) return
  const copy = clone(random.pick(list))
  list.push(copy)
  if (isNode(copy)) random.pick([addProperty, makeNull, replace])(copy, random, pool)
}

const shuffle: Mutation = (body, random) => {
  const list = listOf(body, random)
  list?.splice(0, list.length, ...shuffled(list, random))
}

/** A property of another body: at a place where there is one of that name, or anywhere. */
const borrow: Mutation = (body, random, pool) => {
  const giver = objectOf(random.pick(pool), random)
  const keys = Object.keys(giver ?? {})
  if (giver === undefined || keys.length === 0) return
  const key = random.pick(keys)
  const takers = nodesOf(body).filter((node) => isObject(node) && Object.hasOwn(node, key))
  const taker = takers.length > 0 && !random.oneIn(3) ? random.pick(takers) : objectOf(body, random)
  if (taker !== undefined) set(taker, key, clone(Reflect.get(giver, key)))
}

const mergeEntries: Mutation = (body, random, pool) => {
  const mine = entriesOf(body)
  mine?.splice(random.int(mine.length + 1), 0, ...(entriesOf(random.pick(pool)) ?? []).map(clone))
}

const mutations: readonly Mutation[] = [
  addProperty,
  addToEnvelope,
  replace,
  makeNull,
  wrap,
  takeAway,
  rename,
  addElement,
  repeatElements,
  alterCopy,
  shuffle,
  borrow,
  mergeEntries,
]

/**
 * A copy of a body with one to six random changes: properties added, taken away, made null or of another type; elements
 * added, repeated, shuffled; parts of other bodies (the pool) put in; and the body wrapped in an array now and then.
 */
export function mutated(body: unknown, random: Random, pool: readonly unknown[]): unknown {
  const copy = clone(body)
  if (!isNode(copy)) return copy
  for (let i = random.int(6); i >= 0; i -= 1) random.pick(mutations)(copy, random, pool)
  if (!random.oneIn(8)) return copy
  return random.oneIn(2) ? [copy] : [copy, clone(random.pick(pool)), clone(body)]
}

/** The same elements in another order. */
export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((element) => ({ element, rank: random.int(2 ** 32) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ element }) => element)
}

function change(body: Node, random: Random, to: (value: unknown) => unknown): void {
  const node = random.pick(nodesOf(body))
  const keys = Object.keys(node)
  if (keys.length === 0) return
  const key = random.pick(keys)
  set(node, key, to(Reflect.get(node, key)))
}

function objectOf(body: unknown, random: Random): Node | undefined {
  const objects = nodesOf(body).filter(isObject)
  return objects.length === 0 ? undefined : random.pick(objects)
}

function listOf(body: Node, random: Random): unknown[] | undefined {
  const lists = nodesOf(body).filter((node) => Array.isArray(node))
  return lists.length === 0 ? undefined : random.pick(lists)
}

function entriesOf(body: unknown): unknown[] | undefined {
  const entries: unknown = isNode(body) ? Reflect.get(body, 'entry') : undefined
  return Array.isArray(entries) ? entries : undefined
}
