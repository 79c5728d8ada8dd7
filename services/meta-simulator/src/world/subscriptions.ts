import type { Override, PhoneNumber, Waba } from './objects.ts'

/** Puts an app on the list. Without an override in the call, one that was there is gone: Meta's own rule. */
export function subscribe(waba: Waba, appId: string, override: Override | null): Waba {
  return { ...waba, subscriptions: new Map(waba.subscriptions).set(appId, { override }) }
}

/** Takes an app off the list, its override with it. */
export function unsubscribe(waba: Waba, appId: string): Waba {
  const subscriptions = new Map(waba.subscriptions)
  subscriptions.delete(appId)
  return { ...waba, subscriptions }
}

/** Sets or, with null, removes the override of a number for one app. */
export function overrideNumber(number: PhoneNumber, appId: string, override: Override | null): PhoneNumber {
  const overrides = new Map(number.overrides)
  if (override) overrides.set(appId, override)
  else overrides.delete(appId)
  return { ...number, overrides }
}
