import { compareAspects, type KnownAspect } from '../aspect/aspect.ts'

/** What is known of one number or account, by name: of several aspects of one name the newest. */
export type Known = ReadonlyMap<string, KnownAspect>

/** The aspects of one owner, or of several that speak of the same. */
export function knownOf(aspects: readonly KnownAspect[]): Known {
  return new Map(aspects.toSorted(compareAspects).map((aspect) => [aspect.name, aspect]))
}

/** The aspects of a family: `restriction` has `restriction:RESTRICTED_…`. In the order of their names. */
export function familyOf(known: Known, family: string): readonly KnownAspect[] {
  return [...known.values()]
    .filter(({ name }) => name === family || name.startsWith(`${family}:`))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Time of the newest event in it, milliseconds since 1970; null when there is none. */
export function newestAt(known: Known): number | null {
  const newest = Math.max(0, ...[...known.values()].map(({ at }) => at))
  return newest === 0 ? null : newest
}
