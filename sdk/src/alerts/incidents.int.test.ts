import type { Alert } from '@wabastream/schemas'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Message, Publisher } from '../consumer/outbox/index.ts'
import { createLog } from '../observe/index.ts'
import { createStore, type Store, type Tx } from '../store/index.ts'
import { eventually, stack } from '../testing/vitest/index.ts'
import type { Cause } from './cause.ts'
import { incidentExpiry } from './expiry.ts'
import { createIncidents, type PublishAlert } from './incidents.ts'
import { dropOld, keepMs } from './retention.ts'
import { rule, type Rule, type Verdict } from './rule.ts'
import { incidentsInMemory } from './testing/memory.ts'

const minuteMs = 60_000
const withinMs = { withinMs: 20_000 }
const log = createLog({ level: 'silent' })
const start = Date.now() - 60 * minuteMs
const now = () => Date.now()

let store: Store
let count = 0
const published: Alert[] = []
const incidents = createIncidents({ service: 'test-alerts', now })

beforeAll(async () => {
  store = createStore({ url: stack().databaseUrl, service: 'test-alerts', migrations: [], log })
  await store.start()
})
afterAll(() => store.stop())

/** A rule that no other test uses. */
const newRule = (more: Partial<Rule> = {}) =>
  rule<never>({ name: `rule-${count++}`, severity: 'warning', condition: '', advice: '', judge: () => null, ...more })

/** Counts once the transaction is kept, as the outbox does. */
const publishIn = (tx: Tx): PublishAlert => {
  return async (_topic, { record }) => tx.afterCommit(() => published.push(record))
}

const causeAt = (minute: number, more: Partial<Cause> = {}): Cause => ({
  eventId: `event-${minute}`,
  contentId: `content-${minute}`,
  occurredAt: start + minute * minuteMs,
  receivedAt: start + minute * minuteMs,
  wabaId: '102290129340398',
  source: { topic: 'waba.security.v1', partition: 3, offset: 12n },
  replay: null,
  ...more,
})

const verdict = (state: Verdict['state'], more: Partial<Verdict> = {}): Verdict => ({
  state,
  subject: '15550000001',
  title: 'A title',
  detail: 'What to do',
  phoneNumber: '15550000001',
  ...more,
})

const report = (of: Rule, said: Verdict, cause: Cause) =>
  store.transaction((tx) => incidents.report(tx, publishIn(tx), of, said, cause))

const alertsOf = ({ name }: Rule) => published.filter((alert) => alert.rule === name)
const rowsOf = ({ name }: Rule) =>
  store.query<{ state: string }>('select state, merged, resolved_at, silent from incidents where rule = $1', [name])

describe('report', () => {
  test('opens and resolves one incident, whatever is repeated', async () => {
    const of = newRule()
    for (let i = 0; i < 2; i++) {
      await report(of, verdict('open'), causeAt(1))
      await report(of, verdict('resolved', { title: 'Better', detail: 'Nothing' }), causeAt(2))
    }
    expect(alertsOf(of)).toMatchObject([
      {
        rule: of.name,
        state: 'open',
        severity: 'warning',
        service: 'test-alerts',
        subject: '15550000001',
        waba_id: '102290129340398',
        phone_number: '15550000001',
        title: 'A title',
        occurred_at: start + minuteMs,
        opened_at: start + minuteMs,
        silent: false,
        source_topic: 'waba.security.v1',
        source_partition: 3,
        source_offset: 12,
        source_event_id: 'event-1',
      },
      { state: 'resolved', title: 'Better', occurred_at: start + 2 * minuteMs, source_event_id: 'event-2' },
    ])
    expect(new Set(alertsOf(of).map((alert) => alert.incident_id)).size).toBe(1)
  })

  test('is undone with its transaction', async () => {
    const of = newRule()
    const failed = store.transaction(async (tx) => {
      await incidents.report(tx, publishIn(tx), of, verdict('open'), causeAt(1))
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect([alertsOf(of), await rowsOf(of)]).toEqual([[], []])
    await report(of, verdict('open'), causeAt(1))
    expect(alertsOf(of)).toHaveLength(1)
  })

  test('many handlers at once open one incident', async () => {
    const of = newRule()
    const minutes = Array.from({ length: 24 }, (_, index) => 1 + (index % 12))
    await Promise.all(minutes.map((minute) => report(of, verdict('open'), causeAt(minute))))
    expect(alertsOf(of)).toHaveLength(1)
    expect(await rowsOf(of)).toMatchObject([{ state: 'open' }])
  })

  test('keeps subjects apart, and texts that PostgreSQL cannot hold as they are', async () => {
    const of = newRule()
    await report(of, verdict('open', { subject: 'a\0b', title: 'half \uD800' }), causeAt(1))
    await report(of, verdict('open', { subject: 'c' }), causeAt(1))
    expect(alertsOf(of)).toMatchObject([{ subject: 'a\uFFFDb', title: 'half \uFFFD' }, { subject: 'c' }])
  })

  test('a takeover ends it without a word', async () => {
    const of = newRule()
    await report(of, verdict('open'), causeAt(1))
    const take = () =>
      store.transaction((tx) =>
        incidents.supersede(tx, publishIn(tx), { rule: of, subject: '15550000001' }, causeAt(2)),
      )
    await take()
    await take()
    expect(alertsOf(of)).toMatchObject([{ state: 'open' }, { state: 'resolved', silent: true }])
  })

  test('does in the store what it does in memory', async () => {
    const arrival = fc.record({
      minute: fc.integer({ min: 0, max: 12 }),
      state: fc.constantFrom<Verdict['state']>('open', 'open', 'resolved'),
      severity: fc.constantFrom('warning', 'critical'),
      expiresAfter: fc.option(fc.integer({ min: 1, max: 100 }), { freq: 4 }),
    })
    const property = fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 8 }), async (arrivals) => {
      const of = newRule({ endsAfterMs: 20 * minuteMs })
      const memory = incidentsInMemory(of.endsAfterMs ?? null)
      for (const { minute, state, severity, expiresAfter } of arrivals) {
        const cause = causeAt(minute)
        const expiresAt = expiresAfter === null ? null : cause.occurredAt + expiresAfter * minuteMs
        await report(of, verdict(state, { severity, ...(expiresAt === null ? {} : { expiresAt }) }), cause)
        const about = { title: '', detail: '', wabaId: null, phoneNumber: null, templateId: null, templateName: null }
        memory.arrive(
          {
            ...cause,
            state,
            severity,
            expiresAt: state === 'open' ? expiresAt : null,
            replayed: false,
            about: { ...about, source: null },
          },
          now(),
        )
      }
      const shown = (alerts: readonly Alert[]) =>
        alerts.map(({ state, silent, occurred_at: at, opened_at: openedAt, severity, source_event_id: event }) =>
          [state, silent, at, openedAt, severity, event].join(' '),
        )
      expect(shown(alertsOf(of))).toEqual(shown(memory.alerts()))
    })
    await fc.assert(property, { numRuns: 60 })
  })
})

describe('time', () => {
  const ending = () => {
    const publisher: Pick<Publisher, 'publishIn'> = {
      async publishIn<R>(tx: Tx, _topic: unknown, { record }: Message<R>) {
        tx.afterCommit(() => published.push(record as Alert))
      },
    }
    return incidentExpiry(store, publisher, { everyMs: 20 })({ log })
  }

  test('ends what has expired, once, and what was silent for long without a word', async () => {
    const [expires, fades] = [newRule(), newRule({ endsAfterMs: 70 * minuteMs })]
    const expiresAt = Date.now() + 1000
    await report(expires, verdict('open', { expiresAt }), causeAt(1))
    await report(fades, verdict('open'), causeAt(-10, { occurredAt: Date.now() - 70 * minuteMs + 1000 }))
    expect([...alertsOf(expires), ...alertsOf(fades)]).toMatchObject([{ state: 'open' }, { state: 'open' }])
    const part = ending()
    await part.start()
    try {
      await eventually(() => {
        expect(alertsOf(expires)).toHaveLength(2)
        expect(alertsOf(fades)).toHaveLength(2)
      }, withinMs)
    } finally {
      await part.stop()
    }
    expect(alertsOf(expires)[1]).toMatchObject({
      state: 'resolved',
      silent: false,
      occurred_at: expiresAt,
      title: 'Over: A title',
      detail: 'The time that was announced for it is over.',
      source_event_id: null,
    })
    expect(alertsOf(fades)[1]).toMatchObject({ state: 'resolved', silent: true })
    expect(await rowsOf(expires)).toMatchObject([{ state: 'resolved', resolved_at: expiresAt }])
  })

  test('drops what ended long ago together with its signals, and nothing else', async () => {
    const [old, open, recent, lonely] = [newRule(), newRule(), newRule(), newRule()]
    const ago = (ms: number, eventId: string) => causeAt(0, { eventId, occurredAt: Date.now() - ms })
    const long = keepMs + 60 * minuteMs
    await report(old, verdict('open'), ago(long + 1, 'a'))
    await report(old, verdict('resolved'), ago(long, 'b'))
    await report(open, verdict('open'), ago(long, 'c'))
    await report(recent, verdict('open'), ago(long, 'd'))
    await report(recent, verdict('resolved'), ago(1000, 'e'))
    await report(lonely, verdict('resolved'), ago(long, 'f'))
    await dropOld(store, Date.now())
    const left = async (of: Rule) => {
      const signals = await store.query('select from signals where rule = $1', [of.name])
      return [(await rowsOf(of)).length, signals.length]
    }
    expect(await Promise.all([old, open, recent, lonely].map(left))).toEqual([
      [0, 0],
      [1, 1],
      [1, 2],
      [0, 0],
    ])
    // A replay of all of it makes the same incident, under the same id, for nobody to hear.
    await report(old, verdict('open'), ago(long + 1, 'a'))
    expect(alertsOf(old).map(({ state, silent }) => [state, silent])).toEqual([
      ['open', true],
      ['resolved', true],
      ['open', true],
    ])
    expect(new Set(alertsOf(old).map((alert) => alert.incident_id)).size).toBe(1)
  })
})
