import { days } from '../rules/days.ts'

/** A state that was deleted is taken off its topic after this time. */
export const burialMs = days(30)

/** The part of a state that changes by the clock alone. */
interface Timed {
  readonly deleted_at: number | null
  readonly restrictions: readonly { readonly expires_at: number | null }[] | null
}

/**
 * When a state has to be looked at again without an event, milliseconds since 1970: a restriction ends, or it was deleted
 * long enough ago. Null: never.
 */
export function dueAt({ deleted_at: deletedAt, restrictions }: Timed, isBuried: boolean): number | null {
  const times = (restrictions ?? []).flatMap(({ expires_at: expiresAt }) => expiresAt ?? [])
  if (deletedAt !== null && !isBuried) times.push(deletedAt + burialMs)
  return times.length === 0 ? null : Math.min(...times)
}
