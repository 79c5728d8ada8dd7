import { fields } from '@wabastream/schemas/catalogue'
import { createMetrics } from '@wabastream/sdk/observe'
import { beforeEach, expect, test } from 'vitest'
import { createMeasures, type Measures } from './measures.ts'

let metrics: ReturnType<typeof createMetrics>
let measures: Measures
beforeEach(() => {
  metrics = createMetrics()
  measures = createMeasures(metrics, () => 17)
})
const text = () => metrics.metrics()

test('everything is there at 0 before anything happens', async () => {
  const all = await text()
  for (const status of [200, 400, 401, 403, 404, 405, 408, 413, 415, 431, 503])
    expect(all).toContain(`wabastream_webhook_answers_total{status="${status}"} 0`)
  for (const { field, kinds } of fields.values()) {
    for (const kind of kinds) expect(all).toContain(`wabastream_events_total{field="${field}",kind="${kind}"} 0`)
    expect(all).toContain(`wabastream_content_repeat_total{field="${field}"} 0`)
    expect(all).toContain(`wabastream_drift_total{field="${field}",pointer=""} 0`)
  }
  for (const reason of [
    'bad_json',
    'bad_utf8',
    'bad_envelope',
    'empty',
    'too_deep',
    'number_too_long',
    'too_many_items',
    'events_too_large',
    'item_unencodable',
    'item_too_large',
    'refused',
  ])
    expect(all).toContain(`wabastream_quarantine_total{reason="${reason}"} 0`)
  expect(all).toContain('wabastream_drift_total{field="unknown",pointer=""} 0')
  expect(all).toContain('wabastream_ack_seconds_count 0')
  expect(all).toContain('wabastream_body_bytes 17')
})

test('labels that come from outside are bounded', async () => {
  for (let i = 0; i < 1000; i++) measures.drifted('messages', `/k${i}`)
  measures.drifted('messages', '/k7')
  measures.kept('field_of_tomorrow', 'change')
  measures.repeated('field_of_tomorrow')
  measures.quarantined('refused:MESSAGE_TOO_LARGE')
  const all = await text()
  expect(all.match(/^wabastream_drift_total\{field="messages",pointer="\/k/gm)).toHaveLength(500)
  expect(all).toContain('wabastream_drift_total{field="messages",pointer="other"} 500')
  expect(all).toContain('wabastream_drift_total{field="messages",pointer="/k7"} 2')
  expect(all).toContain('wabastream_events_total{field="unknown",kind="change"} 1')
  expect(all).toContain('wabastream_content_repeat_total{field="unknown"} 1')
  expect(all).toContain('wabastream_quarantine_total{reason="refused"} 1')
  expect(all).not.toMatch(/tomorrow|MESSAGE_TOO_LARGE/)
})

test('times are in seconds', async () => {
  measures.acked(250)
  expect(await text()).toContain('wabastream_ack_seconds_sum 0.25')
})
