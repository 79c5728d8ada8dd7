import { rule, type Rule } from '@wabastream/sdk/alerts'
import { expect, test } from 'vitest'
import { rulesPage } from './rules-page.ts'
import { rulePages } from './rule-pages.ts'

const rules: readonly Rule[] = [
  rule<number>({
    name: 'too-many',
    severity: 'warning',
    condition: 'More than there should be.',
    thresholds: { 'at most': 20 },
    advice: 'Send less.',
    endsAfterMs: 7_200_000,
    judge: () => null,
  }),
  rule<string>({ name: 'gone', severity: 'critical', condition: 'It went.', advice: 'Look.', judge: () => null }),
]

test('a page says of each rule what it looks for and what to do', () => {
  const page = rulesPage('a-service', rules)
  expect(page).toContain(
    '| [`too-many`](#too-many) | warning | silently, 2 h after the last event, if none ends it before |',
  )
  expect(page).toContain('## too-many\n\n**Severity:** warning.')
  expect(page).toContain('**Thresholds:**\n\n- at most: 20\n\n**What to do:** Send less.')
  expect(page).toContain('| [`gone`](#gone) | critical | when an event says so, or at a time that was announced |')
  expect(page.endsWith('Look.\n')).toBe(true)
})

test('every rule has a name of its own over all services: it is part of the identity of incidents', () => {
  const names = rulePages.flatMap((page) => page.rules.map(({ name }) => name))
  expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
})
