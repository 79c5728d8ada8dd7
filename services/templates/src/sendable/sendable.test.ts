import { expect, test } from 'vitest'
import type { TemplateValue } from '../fact/template-event.ts'
import { knownFrom } from '../state/learn.ts'
import { start, templateFact, templateId, wabaId } from '../testing/template-event.ts'
import { sendable } from './sendable.ts'
import { statusMeanings } from './status-meaning.ts'

const answers = (...values: TemplateValue[]) =>
  sendable(
    knownFrom(
      { wabaId, templateId },
      values.map((value, at) => templateFact('status', value, { at })),
    ),
  )
const pause = (event: string, title: string) => ({ event, other_info: { title, description: 'As Meta says.' } })
const hour = 3_600_000

test.each([
  ['APPROVED', 'yes', 'approved'],
  ['REINSTATED', 'yes', 'reinstated'],
  ['FLAGGED', 'yes', 'flagged'],
  ['PENDING', 'no', 'pending'],
  ['IN_APPEAL', 'no', 'in_appeal'],
  ['REJECTED', 'no', 'rejected'],
  ['PAUSED', 'no', 'paused'],
  ['DISABLED', 'no', 'disabled'],
  ['LOCKED', 'no', 'locked'],
  ['LIMIT_EXCEEDED', 'no', 'limit_exceeded'],
  ['ARCHIVED', 'no', 'archived'],
  ['PENDING_DELETION', 'no', 'pending_deletion'],
  ['DELETED', 'no', 'deleted'],
  ['UNARCHIVED', 'unknown', 'unarchived'],
  ['SOMETHING_NEW', 'unknown', 'unknown_status'],
])('%s: %s, %s', (event, can, reason) => {
  expect(answers({ event })).toMatchObject({ sendable: can, reason, since: start, atRisk: event === 'FLAGGED' })
})

test('every documented status but UNARCHIVED has a meaning', () => {
  expect(Object.keys(statusMeanings)).toHaveLength(13)
})

test.each([
  ['PAUSED', 'FIRST_PAUSE', 'no', 'paused', start + 3 * hour],
  ['PAUSED', 'SECOND_PAUSE', 'no', 'paused', start + 6 * hour],
  ['PAUSED', 'RATE_LIMITING_PAUSE', 'no', 'paused', null],
  ['PAUSED', 'SOMETHING_NEW', 'no', 'paused', null],
  ['LOCKED', 'FIRST_PAUSE', 'no', 'paused', start + 3 * hour],
  ['APPROVED', 'UNPAUSE', 'yes', 'approved', null],
  ['LOCKED', 'UNPAUSE', 'yes', 'unpaused', null],
  ['DISABLED', 'DISABLED', 'no', 'disabled', null],
])('%s with %s: %s, %s', (event, title, ...[can, reason, until]) => {
  const answer = answers(pause(event, title))
  expect(answer).toMatchObject({ sendable: can, reason, until })
  expect(answer.detail).toContain('As Meta says.')
})

test('a rejection says why', () => {
  const { detail, whatToDo } = answers({ event: 'REJECTED', reason: 'SCAM', rejection_info: { reason: 'Words.' } })
  expect(detail).toBe('Meta rejected it. Reason: SCAM. Words.')
  expect(whatToDo).toContain('appeal')
})

test('a flag says when it will be disabled', () => {
  const until = Date.UTC(2025, 10, 8)
  expect(answers({ event: 'FLAGGED', disable_info: { disable_date: 'November 8, 2025' } })).toMatchObject({ until })
})

test.each([
  [['APPROVED', 'ARCHIVED', 'UNARCHIVED'], 'yes', 'approved'],
  [['REJECTED', 'ARCHIVED', 'ARCHIVED', 'UNARCHIVED'], 'no', 'rejected'],
  [['APPROVED', 'ARCHIVED', 'UNARCHIVED', 'ARCHIVED', 'UNARCHIVED'], 'yes', 'approved'],
  [['ARCHIVED', 'UNARCHIVED'], 'unknown', 'unarchived'],
  [['APPROVED', 'UNARCHIVED'], 'yes', 'approved'],
])('%j: what was before it was archived', (events, can, reason) => {
  const since = start + (events.length - 1) * 1000
  expect(answers(...events.map((event) => ({ event })))).toMatchObject({ sendable: can, reason, since })
})

test('unknown: never seen, or only its quality', () => {
  expect(sendable(null)).toMatchObject({ sendable: 'unknown', reason: 'never_seen', since: null })
  const quality = templateFact('quality', { new_quality_score: 'GREEN' })
  expect(sendable(knownFrom({ wabaId, templateId }, [quality]))).toMatchObject({
    sendable: 'unknown',
    reason: 'no_status_seen',
  })
})
