import { expect, test } from 'vitest'
import { accountsTable, doctorTable, planExit, planTable } from './texts.ts'

const item = (actions: readonly string[], problem: string | null = null) => ({ target: 'waba:1', actions, problem })

test.each([
  [[], 0],
  [[item([])], 0],
  [[item([]), item(['subscribe'])], 3],
  [[item(['subscribe']), item([], 'no answer')], 1],
])('a plan of %j exits with %i', (items, code) => expect(planExit({ items })).toBe(code))

test('a plan names only what is to be done, or cannot be told', () => {
  const text = planTable({ items: [item(['subscribe']), item([]), item([], 'no \u001b answer')] })
  expect(text).toBe('TARGET  ACTION\nwaba:1  subscribe\nwaba:1  cannot be told: no \\u001b answer\n')
})

const condition = (type: string, status: string, reason = 'r') => ({ type, status, reason, message: 'm' })
const account = { waba_id: '1', app: '2', mode: 'manage', subscribed: false, problem: null }

test('accounts: what is not well; one account: all of its conditions', () => {
  const conditions = [
    condition('Subscribed', 'false', 'as-declared'),
    condition('Contended', 'false'),
    condition('TokenValid', 'false', 'token'),
  ]
  const rows = accountsTable([
    { ...account, conditions },
    { ...account, waba_id: '2', conditions: [] },
  ])
  expect(rows).toMatch(/^1 .* no +TokenValid: token$/m)
  expect(rows).toMatch(/^2 .* -$/m)
  expect(accountsTable([{ ...account, conditions }])).toMatch(/^Contended +false/m)
})

test('the chain is a line for each link', () =>
  expect(doctorTable({ broken: 'A', links: [{ link: 'A', status: 'broken', what: 'w' }] })).toMatch(/^A +broken +w$/m))
