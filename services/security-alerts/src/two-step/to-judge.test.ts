import { expect, test } from 'vitest'
import { twoStepEvent } from '../testing/two-step-event.ts'
import { toJudge } from './to-judge.ts'

const hour = 3_600_000
const asked = twoStepEvent({ eventId: 'a', step: 'asked' })
const done = twoStepEvent({ eventId: 'b', step: 'disabled', occurredAt: asked.occurredAt + hour })
const later = twoStepEvent({ eventId: 'c', step: 'changed', occurredAt: asked.occurredAt + 2 * hour })

const judged = (arrived: string, ...history: Parameters<typeof toJudge>[1]) =>
  toJudge(arrived, history).map(({ event, standing }) => `${event.eventId} ${standing.is}`)

test('the first event of a number', () => expect(judged('a', asked)).toEqual(['a alone']))

test('done after it was asked: the request is no longer alone', () =>
  expect(judged('b', asked, done)).toEqual(['a begins', 'b completes']))

test('a request that arrives late: what was done is judged again', () =>
  expect(judged('a', asked, done)).toEqual(['a begins', 'b completes']))

test('what belonged to the takeover before is not judged again', () =>
  expect(judged('c', asked, done, later)).toEqual(['c completes']))

test('an event that is not there', () => expect(judged('x', asked)).toEqual([]))
