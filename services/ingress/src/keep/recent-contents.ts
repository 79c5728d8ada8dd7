/** Remembers the content ids of late, to count repeats. */
export interface RecentContents {
  /** Whether the content was seen lately; it is remembered from now on. */
  seen(contentId: string): boolean
}

/** Two generations of a set: memory is bounded, and the last `size` ids at least are known. */
export function createRecentContents(size = 50_000): RecentContents {
  let young = new Set<string>()
  let old = new Set<string>()
  return {
    seen(contentId) {
      if (young.has(contentId)) return true
      const known = old.has(contentId)
      young.add(contentId)
      if (young.size >= size) {
        old = young
        young = new Set()
      }
      return known
    },
  }
}
