import { expect, test } from 'vitest'
import { limitSeries, type LimitEvent } from './limit-series.ts'

const event = (value: string, change: Partial<LimitEvent> = {}): LimitEvent => ({
  eventId: value,
  occurredAt: 1_760_000_000_000,
  value,
  toldBefore: null,
  told: null,
  ...change,
})

const directions = (...events: readonly LimitEvent[]) => limitSeries(null, events).map(({ state }) => state.direction)
const lowered = (...events: readonly LimitEvent[]) => limitSeries(null, events).map(({ state }) => state.isLowered)

test('the first limit is no change', () => expect(directions(event('TIER_2K'))).toEqual([null]))

test('each is compared with the one before, numbers and words alike', () =>
  expect(directions(event('TIER_10K'), event('2000'), event('TIER_2K'), event('-1'))).toEqual([
    null,
    'lowered',
    null,
    'raised',
  ]))

test('it stays lowered until it is raised, also when the same is said again', () =>
  expect(lowered(event('TIER_10K'), event('2000'), event('TIER_2K'), event('TIER_10K'))).toEqual([
    false,
    true,
    true,
    false,
  ]))

test('what Meta told of the limit before counts more than the event before', () =>
  expect(directions(event('TIER_250'), event('TIER_2K', { toldBefore: 'TIER_10K' }))).toEqual([null, 'lowered']))

test('a word alone says the direction of the first', () =>
  expect(directions(event('TIER_2K', { told: 'lowered' }))).toEqual(['lowered']))

test('a rise is one when it is from something, and no recovery', () => {
  const raised = (...limits: readonly string[]) =>
    limitSeries(
      null,
      limits.map((limit) => event(limit)),
    ).at(-1)?.state.isRaised
  expect(raised('TIER_250', 'TIER_2K')).toBe(true)
  expect(raised('TIER_250', 'TIER_2K', '2000')).toBe(true)
  expect(raised('TIER_250', 'TIER_2K', 'TIER_250')).toBe(false)
  expect(raised('TIER_2K', 'TIER_250', 'TIER_2K')).toBe(false)
  expect(raised('TIER_NOT_SET', 'TIER_250')).toBe(false)
  expect(raised('TIER_250')).toBe(false)
})

test('goes on from the event before', () => {
  const [first] = limitSeries(null, [event('TIER_2K', { told: 'lowered' })])
  const [next] = limitSeries(first ?? null, [event('TIER_10K')])
  expect(next?.state).toEqual({
    value: 'TIER_10K',
    before: 'TIER_2K',
    direction: 'raised',
    isLowered: false,
    isRaised: false,
  })
})
