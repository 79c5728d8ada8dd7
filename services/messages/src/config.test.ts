import { expect, test } from 'vitest'
import { messagesConfig } from './config.ts'
import { retentionOf } from './retention.ts'

const { MESSAGE_LOG_DAYS, DELIVERY_LOG_DAYS, DELIVERY_STATS_DAYS, PEOPLE_DAYS } = messagesConfig.shape

test('each table that grows is kept for a time of its own', () => {
  const days = retentionOf({ MESSAGE_LOG_DAYS: 1, DELIVERY_LOG_DAYS: 2, DELIVERY_STATS_DAYS: 3, PEOPLE_DAYS: 4 })
  expect(Object.fromEntries(days.map((row) => [row.table, row.days]))).toEqual({
    messages: 1,
    reactions: 1,
    changes: 1,
    payments: 1,
    timeline: 2,
    deliveries: 2,
    delivery_stats: 3,
    failure_verdicts: 3,
    reported_errors: 3,
    person_ids: 4,
  })
})

test('defaults', () => {
  const settings = [MESSAGE_LOG_DAYS, DELIVERY_LOG_DAYS, DELIVERY_STATS_DAYS, PEOPLE_DAYS]
  expect(settings.map((setting) => setting.parse(undefined))).toEqual([90, 90, 400, 400])
})

test('states outlive the topics', () => {
  expect(DELIVERY_LOG_DAYS.safeParse('14').success).toBe(false)
  expect(DELIVERY_LOG_DAYS.parse('15')).toBe(15)
})
