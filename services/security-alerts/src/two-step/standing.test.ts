import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf, takeoverWindowMs, type StepAt } from './standing.ts'
import type { Step } from './step.ts'

const at = (step: Step, occurredAt: number, eventId = `${step}-${occurredAt}`): StepAt => ({
  eventId,
  step,
  occurredAt,
})
const hour = 3_600_000
const start = 1_760_000_000_000

const rows: readonly (readonly [what: string, event: StepAt, others: readonly StepAt[], standing: string])[] = [
  ['a request alone', at('asked', start), [], 'alone'],
  ['a request among requests', at('asked', start), [at('asked', start + hour)], 'alone'],
  ['a change beside a turn-off', at('changed', start), [at('disabled', start + hour)], 'alone'],
  ['a request, later done', at('asked', start), [at('disabled', start + hour)], 'begins'],
  ['done after a request', at('disabled', start + hour), [at('asked', start)], 'completes'],
  ['changed after a request', at('changed', start + hour), [at('asked', start)], 'completes'],
  ['a request after it was done', at('asked', start + hour), [at('changed', start)], 'completes'],
  ['at the edge of the window', at('disabled', start + takeoverWindowMs), [at('asked', start)], 'completes'],
  ['just outside of it', at('disabled', start + takeoverWindowMs + 1), [at('asked', start)], 'alone'],
  ['in the same second, by id', at('asked', start, 'b'), [at('disabled', start, 'a')], 'completes'],
  ['in the same second, by id', at('asked', start, 'a'), [at('disabled', start, 'b')], 'begins'],
  ['its own repeat', at('asked', start), [at('asked', start)], 'alone'],
]

test.each(rows)('%s: %#', (_what, event, others, standing) => expect(standingOf(event, others).is).toBe(standing))

test('names the nearest half before', () => {
  const standing = standingOf(at('disabled', start + 3), [at('asked', start), at('asked', start + 2)])
  expect(standing).toEqual({ is: 'completes', half: at('asked', start + 2) })
})

test('the order of the others does not matter, and every takeover is completed by one event at least', () => {
  const step = fc.constantFrom<Step>('asked', 'disabled', 'changed')
  const history = fc.uniqueArray(
    fc.tuple(step, fc.integer({ min: 0, max: 72 })).map(([kind, hours]) => at(kind, start + hours * hour)),
    { selector: ({ eventId }) => eventId },
  )
  fc.assert(
    fc.property(history, (events) => {
      const standings = events.map((event) => standingOf(event, events))
      expect(standings).toEqual(events.map((event) => standingOf(event, events.toReversed())))
      const members = standings.filter(({ is }) => is !== 'alone')
      expect(members.some(({ is }) => is === 'completes')).toBe(members.length > 0)
    }),
  )
})
