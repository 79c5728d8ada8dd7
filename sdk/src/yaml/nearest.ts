/** The name that was probably meant, if one is near: the word's beginning (monday: mon), or a third of its letters differ. */
export function nearest(word: string, names: readonly string[]): string | null {
  const beginning = names.find((name) => word.toLowerCase().startsWith(name))
  if (beginning !== undefined) return beginning
  let [best, least] = [null as string | null, Number.POSITIVE_INFINITY]
  for (const name of names) {
    const steps = distance(word.toLowerCase(), name)
    if (steps < least && steps <= Math.max(1, Math.floor(name.length / 3))) [best, least] = [name, steps]
  }
  return best
}

/** Letters to insert, drop or replace (Levenshtein), row by row. */
function distance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > right.length) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(left).entries()) {
    const next = [i + 1]
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (letter === right[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[right.length] ?? 0
}
