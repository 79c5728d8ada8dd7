const hourMs = 3_600_000

/** What is known of others who change back what we applied. */
export interface Contention {
  readonly reverts: readonly number[]
  readonly contended: boolean
}

/**
 * Takes note of a look: `reverted` when it shows that somebody undid what we applied last. Twice within an hour is a
 * fight, which only a person ends: with a new declaration or by resuming.
 */
export function noteLook(before: Contention, reverted: boolean, now: number): Contention {
  const recent = before.reverts.filter((at) => at > now - hourMs)
  const reverts = reverted && !before.contended ? [...recent, now] : recent
  return { reverts, contended: before.contended || reverts.length >= 2 }
}
