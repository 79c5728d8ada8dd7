/** Sets that only ever grow together (union-find). */
export interface Union {
  /** The name of the set that holds this element: the same for all of its elements. */
  find(element: string): string
  join(a: string, b: string): void
}

/** Every element begins alone. Which element names a set depends on nothing but the set: the smallest does. */
export function createUnion(): Union {
  const above = new Map<string, string>()
  const find = (element: string): string => {
    let top = element
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    if (top !== element) above.set(element, top)
    return top
  }
  return {
    find,
    join(a, b) {
      const [x, y] = [find(a), find(b)]
      if (x !== y) above.set(x < y ? y : x, x < y ? x : y)
    },
  }
}
