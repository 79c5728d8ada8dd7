/** Remembers the content ids of late, to count repeats. */
export interface RecentContents {
  /** Whether the content was seen lately; it is remembered from now on. */
  seen(contentId: string): boolean
}

/**
 * Two generations of a table of fingerprints: memory is bounded, and the last `size` ids at least are known. The ids
 * themselves are not kept: as text they would cost more to collect as garbage than all the counting. Two ids share their
 * 53 bits once in 10^10 events.
 */
export function createRecentContents(size = 50_000): RecentContents {
  let young = createTable(size)
  let old = createTable(size)
  return {
    seen(contentId) {
      const print = fingerprint(contentId)
      if (has(young, print)) return true
      const known = has(old, print)
      add(young, print)
      if (young.used >= size) {
        const next = old
        old = young
        young = next
        young.prints.fill(0)
        young.used = 0
      }
      return known
    },
  }
}

/** Open addressing: a print lies at its place or, when that is taken, in the next free one. 0 is free. */
interface Table {
  readonly prints: Float64Array
  used: number
}

/** At most half full. */
function createTable(size: number): Table {
  return { prints: new Float64Array(2 ** Math.ceil(Math.log2(size * 2))), used: 0 }
}

function has({ prints }: Table, print: number): boolean {
  return prints[placeOf(prints, print)] === print
}

function add(table: Table, print: number): void {
  table.prints[placeOf(table.prints, print)] = print
  table.used += 1
}

/** Where the print lies, or would. */
function placeOf(prints: Float64Array, print: number): number {
  const last = prints.length - 1
  let at = print & last
  while (prints[at] !== 0 && prints[at] !== print) at = (at + 1) & last
  return at
}

/** 53 bits of a text, never 0: two FNV-1a hashes with different beginnings, side by side. */
function fingerprint(text: string): number {
  let high = 0x811c9dc5
  let low = 0x01000193
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x85ebca6b)
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0) || 1
}
