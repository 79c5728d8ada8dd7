import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SubscribedApps } from '../graph/subscribed-apps.ts'
import { plan, type Action, type Desired, type Observed } from './plan.ts'

const apps = (ours: boolean, override: SubscribedApps['override'] = { state: 'none' }): SubscribedApps => ({
  ours,
  override,
  others: ['9'],
})
const wanted = { callback: 'https://eu.example.com/webhook', tokenHash: 'a' }
const set = { state: 'set', callback: wanted.callback } as const

test.each<[string, Desired, Observed, readonly string[]]>([
  [
    'not in the list',
    { subscribed: true, override: null },
    { apps: apps(false), appliedTokenHash: null },
    ['subscribe'],
  ],
  ['in the list', { subscribed: true, override: null }, { apps: apps(true), appliedTokenHash: null }, []],
  [
    'an override that nobody declared stays',
    { subscribed: true, override: null },
    { apps: apps(true, set), appliedTokenHash: null },
    [],
  ],
  ['list not read', { subscribed: false, override: null }, { apps: null, appliedTokenHash: null }, []],
  ['not wanted', { subscribed: false, override: null }, { apps: apps(true), appliedTokenHash: null }, ['unsubscribe']],
  ['not wanted, not there', { subscribed: false, override: null }, { apps: apps(false), appliedTokenHash: null }, []],
  [
    'override first needs the subscription',
    { subscribed: true, override: wanted },
    { apps: apps(false), appliedTokenHash: null },
    ['subscribe', 'set-override missing'],
  ],
  [
    'override elsewhere',
    { subscribed: true, override: wanted },
    { apps: apps(true, { state: 'set', callback: 'https://x.example.com' }), appliedTokenHash: 'a' },
    ['set-override differs'],
  ],
  [
    'override unknown',
    { subscribed: true, override: wanted },
    { apps: apps(true, { state: 'unknown' }), appliedTokenHash: 'a' },
    ['set-override missing'],
  ],
  [
    'verify token rotated',
    { subscribed: true, override: wanted },
    { apps: apps(true, set), appliedTokenHash: 'b' },
    ['set-override rotated'],
  ],
  [
    'set by somebody else as declared',
    { subscribed: true, override: wanted },
    { apps: apps(true, set), appliedTokenHash: null },
    [],
  ],
])('%s', (_, desired, observed, expected) => {
  const actions = plan(desired, observed)
  expect(
    actions.map((action) => (action.kind === 'set-override' ? `${action.kind} ${action.why}` : action.kind)),
  ).toEqual(expected)
})

const callbacks = fc.constantFrom('https://a.example.com', 'https://b.example.com')
const hashes = fc.constantFrom('a', 'b')
const desireds: fc.Arbitrary<Desired> = fc
  .record({ subscribed: fc.boolean(), override: fc.option(fc.record({ callback: callbacks, tokenHash: hashes })) })
  .map((desired) => (desired.subscribed ? desired : { subscribed: false, override: null }))
const overrides: fc.Arbitrary<SubscribedApps['override']> = fc.oneof(
  fc.constant({ state: 'none' } as const),
  fc.constant({ state: 'unknown' } as const),
  callbacks.map((callback) => ({ state: 'set', callback }) as const),
)
const lists: fc.Arbitrary<SubscribedApps> = fc
  .record({ ours: fc.boolean(), override: overrides, others: fc.array(fc.constantFrom('8', '9')) })
  .map((list) => (list.ours ? list : { ...list, override: { state: 'none' } }))
const observeds = fc.record({ apps: fc.option(lists), appliedTokenHash: fc.option(hashes) })

/** What Meta would hold after an action: a bare POST erases an override, an override needs a subscription. */
function after({ apps: list, appliedTokenHash }: Observed, action: Action, desired: Desired): Observed {
  if (list === null) throw new Error('acted on a list that was not read')
  if (action.kind === 'unsubscribe')
    return { apps: { ...list, ours: false, override: { state: 'none' } }, appliedTokenHash }
  if (action.kind === 'subscribe')
    return { apps: { ...list, ours: true, override: { state: 'none' } }, appliedTokenHash }
  if (!list.ours) throw new Error('an override before the subscription')
  return {
    apps: { ...list, override: { state: 'set', callback: action.callback } },
    appliedTokenHash: desired.override?.tokenHash ?? null,
  }
}

describe('for every account', () => {
  test('what is applied makes a second plan empty, whatever action a crash came after', () =>
    fc.assert(
      fc.property(desireds, observeds, fc.nat(3), (desired, observed, crash) => {
        const partly = plan(desired, observed)
          .slice(0, crash)
          .reduce<Observed>((seen, action) => after(seen, action, desired), observed)
        const done = plan(desired, partly).reduce<Observed>((seen, action) => after(seen, action, desired), partly)
        expect(plan(desired, done)).toEqual([])
        fc.pre(done.apps !== null)
        expect(done.apps?.ours).toBe(desired.subscribed)
        expect(done.apps?.others).toEqual(observed.apps?.others)
        const wantedOverride = desired.override && { state: 'set', callback: desired.override.callback }
        expect([null, done.apps?.override]).toContainEqual(wantedOverride)
      }),
    ))

  test('nothing on a list that was not read, no bare POST where our app is, no deletion that was not asked for', () =>
    fc.assert(
      fc.property(desireds, observeds, (desired, observed) => {
        const kinds = plan(desired, observed).map(({ kind }) => kind)
        const forbidden = [
          ...(observed.apps === null ? ['subscribe', 'set-override', 'unsubscribe'] : []),
          ...(observed.apps?.ours ? ['subscribe'] : []),
          ...(desired.subscribed ? ['unsubscribe'] : []),
        ]
        expect(kinds.filter((kind) => forbidden.includes(kind))).toEqual([])
      }),
    ))
})
