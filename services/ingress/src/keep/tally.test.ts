import { createMetrics } from '@wabastream/sdk/observe'
import { expect, test } from 'vitest'
import { createTally } from './tally.ts'

test('the metric has what was counted whenever it is read', async () => {
  const metrics = createMetrics()
  const config = { name: 'answers_total', help: 'Answers', registers: [metrics] }
  const tally = createTally({ ...config, labelNames: ['field', 'kind'] })
  tally.add('messages', 'status', 0)
  tally.add('messages', 'message')
  tally.add('messages', 'message')
  expect(await metrics.metrics()).toContain('answers_total{field="messages",kind="message"} 2')
  tally.add('messages', 'message')
  const text = await metrics.metrics()
  expect(text).toContain('answers_total{field="messages",kind="message"} 3')
  expect(text).toContain('answers_total{field="messages",kind="status"} 0')
  expect(await metrics.metrics()).toContain('answers_total{field="messages",kind="message"} 3')
})

test('one label is enough', async () => {
  const metrics = createMetrics()
  createTally({ name: 'answers_total', help: 'Answers', registers: [metrics], labelNames: ['status'] }).add('200')
  expect(await metrics.metrics()).toContain('answers_total{status="200"} 1')
})
