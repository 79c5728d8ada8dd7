import { Counter } from 'prom-client'
import { expect, test } from 'vitest'
import { createHealth } from './health.ts'
import { createMetrics } from './metrics.ts'
import { createOpsServer } from './ops-server.ts'

const metrics = createMetrics()
void new Counter({ name: 'wabastream_test_total', help: 'A test', registers: [metrics] })
const health = createHealth()
let problem: string | null = null
health.add('kafka', () => problem)
const server = createOpsServer(health, metrics)
const get = (url: string) => server.inject({ method: 'GET', url })

test('/livez asks nobody', async () => {
  problem = 'away'
  expect((await get('/livez')).statusCode).toBe(200)
})

test('/readyz says whether, and why not', async () => {
  problem = 'away'
  const not = await get('/readyz')
  expect([not.statusCode, not.json()]).toEqual([503, { status: 'not ready', problems: { kafka: 'away' } }])
  problem = null
  const ready = await get('/readyz')
  expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready' }])
})

test('/metrics is Prometheus text, with counters at 0 and the figures of the process', async () => {
  const { statusCode, headers, body } = await get('/metrics')
  expect(statusCode).toBe(200)
  expect(headers['content-type']).toMatch(/^text\/plain/)
  expect(body).toMatch(/^wabastream_test_total 0$/m)
  expect(body).toMatch(/^process_cpu_seconds_total /m)
})

test('nothing else is there', async () => expect((await get('/')).statusCode).toBe(404))
