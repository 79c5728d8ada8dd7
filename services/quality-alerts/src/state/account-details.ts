import type { JsonObject } from '@wabastream/schemas/codec'
import { isoTime } from '@wabastream/sdk/http'
import type { KnownAspect } from '../aspect/aspect.ts'
import { integerAt, textAt } from '../reading/sent.ts'
import { familyOf, type Known } from './known.ts'

/** What is known of an account besides its state: partners, apps, prices and the like. Times are ISO 8601. */
export function detailsOf(known: Known) {
  const items = (family: string) => familyOf(known, family).map(itemOf)
  const [rate] = items('auth-rate')
  const [certification] = items('certification')
  return {
    partners: items('partner'),
    apps: items('app'),
    ad_accounts: items('ad-account'),
    terms: items('terms'),
    certification: certification ?? null,
    authentication_international_rate: rate ?? null,
    volume_tiers: familyOf(known, 'volume-tier').map(itemOf).toSorted(newestSwitchFirst),
    alerts: items('alert'),
    verified_at: isoTime(known.get('verified')?.at ?? null),
  }
}

/** An aspect as it is answered: its properties, and the time of the event. A price tier has no other time than its own. */
function itemOf({ value, at }: KnownAspect): JsonObject {
  return { ...timesToIso(value), ...(at === 0 ? {} : { at: isoTime(at) }) }
}

/** Times are kept in milliseconds, under names that end in `_at`: starts_at, switched_at. */
function timesToIso(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'exceptions' && Array.isArray(inner))
        return [name, inner.map((each) => timesToIso(each as JsonObject))]
      return [name, name.endsWith('_at') ? isoTime(integerAt(value, name)) : inner]
    }),
  )
}

function newestSwitchFirst(a: JsonObject, b: JsonObject): number {
  const [at, bt] = [textAt(a, 'switched_at') ?? '', textAt(b, 'switched_at') ?? '']
  if (at === bt) return 0
  return at < bt ? 1 : -1
}
