import { encodeEvent, jsonText, parseJson } from '@wabastream/schemas/codec'
import { checkEnvelope, draftsOf } from '@wabastream/schemas/event'
import { describe, expect, test } from 'vitest'
import { createCast } from './cast.ts'
import { scenarios } from './scenarios.ts'

describe.each(scenarios)('$name', (scenario) => {
  const nowMs = Date.now()
  const draftsIn = () =>
    scenario.steps(createCast(), nowMs).flatMap(({ body }) => {
      const sent = parseJson(jsonText(body))
      expect(checkEnvelope(sent)).toBeNull()
      return draftsOf(sent, { id: 'd_1', appId: '1', receivedAt: nowMs, body: Buffer.from(jsonText(body)) })
    })

  test('every webhook has the documented shape', () => {
    for (const draft of draftsIn())
      expect([draft.topic.name, encodeEvent(draft, 1).unmapped]).toEqual([draft.topic.name, []])
  })

  test('it happened just now, and nothing of it in the future', () => {
    const times = draftsIn().map(({ record }) => record.occurred_at)
    expect(Math.max(...times)).toBeLessThanOrEqual(nowMs)
    expect(Math.max(...times)).toBeGreaterThan(nowMs - 2000)
    expect(Math.min(...times)).toBeGreaterThan(nowMs - 600_000)
  })

  test('a second run is another story', () => {
    const first = new Set(draftsIn().map(({ record }) => record.event_id))
    expect(draftsIn().filter(({ record }) => first.has(record.event_id))).toEqual([])
  })
})
