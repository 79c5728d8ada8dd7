import { expect, test } from 'vitest'
import { classify } from '../graph/classify.ts'
import { GraphError } from '../graph/fault.ts'
import { usageOf } from '../graph/usage.ts'
import { createBudget } from './budget.ts'

const [one, two] = ['1', '2'].map((wabaId) => ({ appId: '9', wabaId })) as [About, About]
const other = { appId: '8', wabaId: '1' }
interface About {
  readonly appId: string
  readonly wabaId: string
}
const refused = (code: number) => new GraphError(classify(400, { error: { code } }))

test.each([
  [80_007, 0],
  [80_008, 0],
  [4, 1],
  [17, 1],
  [32, 1],
  [613, 1],
])('%i stops the account, and its siblings too: %i; never another app', (code, siblings) => {
  const budget = createBudget({ now: () => 0 })
  budget.failed(one, refused(code))
  expect(budget.waitMs(one)).toBeGreaterThan(40_000)
  expect(budget.waitMs(two) > 0).toBe(siblings === 1)
  expect(budget.waitMs(other)).toBe(0)
})

test('pauses grow to an hour and end with the clock; an answer within limits starts them anew', () => {
  let now = 0
  const budget = createBudget({ now: () => now })
  const waits = Array.from({ length: 9 }, () => {
    budget.failed(one, refused(80_008))
    const wait = budget.waitMs(one)
    now += wait
    expect(budget.waitMs(one)).toBe(0)
    return wait
  })
  expect(waits[3]).toBeGreaterThan(3 * (waits[0] ?? 0))
  expect(Math.max(...waits)).toBeLessThanOrEqual(4_500_000)
  budget.used(one, { appPercent: 1, businessPercent: 1, regainMs: 0 })
  budget.failed(one, refused(80_008))
  expect(budget.waitMs(one)).toBeLessThanOrEqual(75_000)
})

test('stays below half of what the headers report', async () => {
  const headers = {
    'x-app-usage': '{"call_count":3,"total_time":2,"total_cputime":1}',
    'x-business-use-case-usage': '{"77":[{"type":"w","call_count":46,"estimated_time_to_regain_access":5}]}',
  }
  const usage = usageOf((name) => headers[name as keyof typeof headers])
  expect(usage).toEqual({ appPercent: 3, businessPercent: 46, regainMs: 300_000 })
  const budget = createBudget({ now: () => 0 })
  budget.used(one, usage)
  expect(budget.waitMs(one)).toBe(300_000)
  await expect(budget.before(one)).rejects.toThrow('budget')
  await budget.before(two)
  budget.used(two, { appPercent: 45, businessPercent: null, regainMs: 0 })
  expect([one, two].every((about) => budget.waitMs(about) > 0)).toBe(true)
  expect(usageOf(() => 'nonsense')).toEqual({ appPercent: null, businessPercent: null, regainMs: 0 })
})
