import { expect, test } from 'vitest'
import { judgedStatuses } from '../testing/judged.ts'
import { templateFact } from '../testing/template-event.ts'
import { templateQuality } from './template-quality.ts'

test('of statuses only deletion says something', () => {
  expect(judgedStatuses(templateQuality)).toEqual({ open: [], resolved: ['DELETED', 'PENDING_DELETION'] })
})

test.each([
  ['GREEN', 'YELLOW', 'open', 'warning', 'fell from GREEN to YELLOW'],
  ['YELLOW', 'RED', 'open', 'critical', 'fell from YELLOW to RED'],
  ['GREEN', 'RED', 'open', 'critical', 'fell from GREEN to RED'],
  ['RED', 'YELLOW', 'open', 'warning', 'rose from RED to YELLOW'],
  ['UNKNOWN', 'YELLOW', 'open', 'warning', 'went from UNKNOWN to YELLOW'],
  [null, 'RED', 'open', 'critical', 'is RED'],
  ['YELLOW', 'GREEN', 'resolved', undefined, 'rose from YELLOW to GREEN'],
  ['UNKNOWN', 'GREEN', 'resolved', undefined, 'went from UNKNOWN to GREEN'],
  ['RED', 'UNKNOWN', 'resolved', undefined, 'went from RED to UNKNOWN'],
])('%s to %s: %s', (previous_quality_score, new_quality_score, ...[state, severity, words]) => {
  const verdict = templateQuality.judge(templateFact('quality', { previous_quality_score, new_quality_score }))
  expect(verdict?.state).toBe(state)
  expect(verdict?.severity).toBe(severity)
  expect(verdict?.detail).toContain(words)
})

test('a score that is not documented says nothing', () => {
  expect(templateQuality.judge(templateFact('quality', { new_quality_score: 'PURPLE' }))).toBeNull()
})
