import type { SubscribedApps } from '../graph/subscribed-apps.ts'

/** What is wanted of an account. */
export interface Desired {
  readonly subscribed: boolean
  /** Null: an override that is there is left alone. */
  readonly override: { readonly callback: string; readonly tokenHash: string | null } | null
}

/** What is known of it. */
export interface Observed {
  /** Null: the list could not be read, or not as a whole. */
  readonly apps: SubscribedApps | null
  /** Keyed hash of the verify token that was applied last; null: none was. */
  readonly appliedTokenHash: string | null
}

/** One call that changes something. */
export type Action =
  | { readonly kind: 'subscribe' }
  | { readonly kind: 'set-override'; readonly callback: string; readonly why: 'missing' | 'differs' | 'rotated' }
  | { readonly kind: 'unsubscribe' }

/**
 * What has to be done, in this order. A POST without a body comes only where our app is not in a list that was read as a
 * whole: everywhere else it could erase an override. Nothing is done on a list that was not read.
 */
export function plan(desired: Desired, observed: Observed): readonly Action[] {
  const { apps } = observed
  if (apps === null) return []
  if (!desired.subscribed) return apps.ours ? [{ kind: 'unsubscribe' }] : []
  const subscribing: readonly Action[] = apps.ours ? [] : [{ kind: 'subscribe' }]
  const why = desired.override && whyOverride(desired.override, observed)
  if (!desired.override || !why) return subscribing
  return [...subscribing, { kind: 'set-override', callback: desired.override.callback, why }]
}

function whyOverride({ callback, tokenHash }: NonNullable<Desired['override']>, { apps, appliedTokenHash }: Observed) {
  if (apps?.override.state !== 'set') return 'missing'
  if (apps.override.callback !== callback) return 'differs'
  // What was never applied here was verified by Meta when somebody else set it.
  const known = tokenHash !== null && appliedTokenHash !== null
  return known && tokenHash !== appliedTokenHash ? 'rotated' : null
}
