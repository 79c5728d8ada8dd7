import { parseJson } from '@wabastream/schemas/codec'
import { draftsOf } from '@wabastream/schemas/event'
import { expect, test } from 'vitest'
import { planTraffic } from './status-traffic.ts'

test('every status is there, some twice, few in their order', () => {
  const { bodies, expected } = planTraffic(400)
  const drafts = bodies.flatMap((body) => [
    ...draftsOf(parseJson(body.toString()), { id: 'd', appId: '1', receivedAt: Date.now(), body }),
  ])
  const ids = drafts.map(({ record }) => record.event_id)
  const statuses = [...expected.values()].flatMap((message) => message.statuses)
  expect(expected.size).toBe(400)
  expect(new Set(ids).size).toBe(statuses.length)
  expect(ids.length).toBeGreaterThan(statuses.length)
  expect(bodies.length).toBeLessThan(ids.length)
  const times = drafts.map(({ record }) => record.occurred_at)
  expect(times.filter((time, at) => time < (times[at - 1] ?? 0)).length).toBeGreaterThan(ids.length / 10)
})
