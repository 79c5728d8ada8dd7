import { expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import { templateFact } from '../testing/template-event.ts'
import { findingsOf } from './findings.ts'
import { rules } from './index.ts'
import { takeovers } from './takeovers.ts'

const told = (fact: Fact) =>
  findingsOf(fact).map(({ rule, verdict, superseded }) => `${rule.name} ${superseded ? 'superseded' : verdict.state}`)

test('rules have different names, and takeovers name rules', () => {
  const names = rules.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining(Object.entries(takeovers).flat(2)))
})

test('what got worse is not told as resolved', () => {
  expect(told(templateFact('status', { event: 'DISABLED' }))).toEqual([
    'template-rejected superseded',
    'template-paused superseded',
    'template-disabling-announced superseded',
    'template-disabled open',
    'template-flagged superseded',
    'template-limit-exceeded resolved',
  ])
  const flagged = templateFact('status', { event: 'FLAGGED', disable_info: { disable_date: 1_761_955_200 } })
  expect(told(flagged)).toContain('template-flagged superseded')
  expect(told(templateFact('category', { previous_category: 'UTILITY', new_category: 'MARKETING' }))).toEqual([
    'template-category-announced superseded',
    'template-category-changed open',
    'template-category-mismatch superseded',
  ])
})

test('what got better is', () => {
  expect(told(templateFact('status', { event: 'APPROVED' }))).toEqual([
    'template-rejected resolved',
    'template-paused resolved',
    'template-disabling-announced resolved',
    'template-disabled resolved',
    'template-flagged resolved',
    'template-limit-exceeded resolved',
  ])
})
