import { clone, isNode, nodesOf, remove, set } from './tree.ts'

/** Tries at most so many smaller bodies. */
const MAX_TRIES = 3000

/** The smallest body that can be had by taking properties and elements away while it still fails. */
export function shrink(body: unknown, fails: (body: unknown) => boolean): unknown {
  let smallest = clone(body)
  for (let tries = 0, done = false; !done && tries < MAX_TRIES;) {
    done = true
    for (const smaller of smallerOnes(smallest)) {
      tries += 1
      if (tries > MAX_TRIES) break
      if (!fails(clone(smaller))) continue
      smallest = smaller
      done = false
      break
    }
  }
  return smallest
}

/** Every body that is one step smaller: big parts go first. */
function* smallerOnes(body: unknown): Generator {
  if (Array.isArray(body)) for (const element of body) yield clone(element)
  for (const [i, node] of nodesOf(body).entries()) {
    for (const key of Object.keys(node)) {
      yield without(body, i, key)
      const child: unknown = Reflect.get(node, key)
      if (isNode(child) && Object.keys(child).length > 0) yield emptied(body, i, key)
    }
  }
}

function without(body: unknown, index: number, key: string): unknown {
  const copy = clone(body)
  const node = nodesOf(copy)[index]
  if (node !== undefined) remove(node, key)
  return copy
}

function emptied(body: unknown, index: number, key: string): unknown {
  const copy = clone(body)
  const node = nodesOf(copy)[index]
  if (node !== undefined) set(node, key, Array.isArray(Reflect.get(node, key)) ? [] : {})
  return copy
}
