import fc from 'fast-check'
import { expect, test } from 'vitest'
import { episodes } from './episodes.ts'
import type { Signal } from './signal.ts'
import { incidentsInMemory } from './testing/memory.ts'
import { signal } from './testing/signals.ts'

const minuteMs = 60_000
const minutes = (count: number) => count * minuteMs

/** What was published: state, `~` when silent, minute. */
function said(signals: readonly Signal[], { now = minutes(60), endsAfterMs = null as number | null } = {}) {
  const memory = incidentsInMemory(endsAfterMs)
  for (const one of signals) memory.arrive(one, now)
  memory.pass(now)
  return memory.told.map(({ state, silent, at, eventId }) => `${silent ? '~' : ''}${state} ${at / minuteMs} ${eventId}`)
}

const opens = (minute: number, content?: string) => signal(minute, 'open', content)
const resolves = (minute: number) => signal(minute, 'resolved')

test.each<[string, Parameters<typeof said>, readonly string[]]>([
  ['opened and resolved', [[opens(1), resolves(2)]], ['open 1 1', 'resolved 2 2']],
  ['the recovery came first', [[resolves(2), opens(1)]], ['open 1 1', 'resolved 2 2']],
  ['an earlier opening came late', [[opens(3), opens(1), resolves(4)]], ['open 3 3', 'resolved 4 4']],
  [
    'a recovery came late: what came after it is a new one',
    [[opens(1), opens(3), resolves(2)]],
    ['open 1 1', 'resolved 2 2', 'open 3 3'],
  ],
  ['the same event again', [[opens(1), opens(1), resolves(2), resolves(2), opens(1)]], ['open 1 1', 'resolved 2 2']],
  ['replayed', [[signal(1, 'open', 'x', { replayed: true }), resolves(2)]], ['~open 1 1', '~resolved 2 2']],
  ['occurred long ago', [[opens(1)], { now: minutes(24 * 60 + 2) }], ['~open 1 1']],
  ['exactly a day ago', [[opens(1)], { now: minutes(24 * 60 + 1) }], ['open 1 1']],
  ['received long ago', [[signal(50, 'open', 'x', { receivedAt: minutes(-2 * 24 * 60) })]], ['~open 50 50']],
  ['silence is no news', [[opens(1)], { endsAfterMs: minutes(5) }], ['open 1 1', '~resolved 6 null']],
  ['an expiry is', [[signal(1, 'open', 'x', { expiresAt: 9 })]], ['open 1 1', 'resolved 9 null']],
  ['a takeover is no news', [[opens(1), signal(2, 'superseded')]], ['open 1 1', '~resolved 2 2']],
  [
    'a rise is a new incident',
    [[opens(1), signal(2, 'open', 'y', { severity: 'critical' })]],
    ['open 1 1', '~resolved 2 2', 'open 2 2'],
  ],
  [
    'a more severe opening came late: it is told, and the milder incident goes on in it',
    [[opens(3), signal(1, 'open', 'y', { severity: 'critical' })]],
    ['open 3 3', '~resolved 3 null', 'open 1 1'],
  ],
  [
    'silence was broken by a late event: the first incident goes on, its successor is part of it',
    [[opens(1), opens(9), opens(5)], { endsAfterMs: minutes(5) }],
    ['open 1 1', '~resolved 6 null', 'open 9 9', '~resolved 14 null'],
  ],
])('%s', (_, [signals, options], expected) => {
  expect(said(signals, options)).toEqual(expected)
})

test('an incident whose end was published, but which an event of before makes longer, gets a successor', () => {
  const memory = incidentsInMemory(null)
  memory.arrive(signal(1, 'open', 'x', { expiresAt: 10 }), minutes(2))
  memory.pass(minutes(11))
  memory.arrive(signal(5, 'open', 'y', { expiresAt: 30 }), minutes(12))
  const alerts = memory
    .alerts()
    .map(({ state, incident_id: id, occurred_at: at }) => [state, id, at / minuteMs] as const)
  expect(alerts.map(([state, , at]) => [state, at])).toEqual([
    ['open', 1],
    ['resolved', 10],
    ['open', 1],
  ])
  expect(alerts[2]?.[1]).not.toBe(alerts[0]?.[1])
  expect(memory.incidents().filter(({ merged }) => !merged)).toMatchObject([{ state: 'open', endsAt: minutes(30) }])
})

const someSignal = fc.record({
  minute: fc.integer({ min: 0, max: 40 }),
  state: fc.constantFrom<Signal['state']>('open', 'open', 'open', 'resolved', 'superseded'),
  content: fc.constantFrom('x', 'y', 'z'),
  severity: fc.constantFrom<Signal['severity']>('info', 'warning', 'critical'),
  expiresAfter: fc.option(fc.integer({ min: -3, max: 30 }), { freq: 4 }),
  replayed: fc.boolean(),
})

const someSignals = fc.array(someSignal, { minLength: 1, maxLength: 12 }).map((list) =>
  list.map(({ minute, state, content, severity, expiresAfter, replayed }, index) =>
    signal(minute, state, content, {
      // Ids do not follow the times.
      eventId: String((index * 7) % 13),
      severity,
      replayed,
      expiresAt: expiresAfter === null ? null : minute + expiresAfter,
    }),
  ),
)

/** Signals, another order of them with repetitions, and how much time passes between arrivals. */
const arrivals = someSignals.chain((signals) =>
  fc.record({
    signals: fc.constant(signals),
    order: fc
      .tuple(fc.shuffledSubarray(signals, { minLength: signals.length }), fc.array(fc.constantFrom(...signals)))
      .map(([all, again]) => [...all, ...again]),
    steps: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 30, maxLength: 30 }),
    endsAfterMs: fc.option(fc.integer({ min: 1, max: 20 }).map(minutes)),
  }),
)

test('any order of arrival, any repetition and any passing of time give the incidents of the episodes', () => {
  fc.assert(
    fc.property(arrivals, ({ signals, order, steps, endsAfterMs }) => {
      const memory = incidentsInMemory(endsAfterMs)
      let now = 0
      for (const [index, one] of order.entries()) {
        now += minutes(steps[index % steps.length] ?? 0)
        memory.pass(now)
        memory.arrive(one, now)
      }
      memory.pass(now)
      const expected = episodes(signals, endsAfterMs).map(({ opener, severity, end, due }) => {
        const over = end ?? (due && due.at <= now ? due : null)
        return [opener.occurredAt, over?.at, over ? 'resolved' : 'open', severity].join(' ')
      })
      const kept = memory.incidents().filter(({ merged }) => !merged)
      const shown = kept.map(({ openedAt, resolvedAt, state, severity }) =>
        [openedAt, resolvedAt, state, severity].join(' '),
      )
      expect(shown.toSorted()).toEqual(expected.toSorted())
      const ids = memory.alerts().map(({ alert_id: id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const lastSaid = new Map(memory.told.map(({ incident, state }) => [incident.id, state]))
      for (const { id, state } of memory.incidents()) expect(lastSaid.get(id)).toBe(state)
    }),
    { numRuns: 1000 },
  )
})
