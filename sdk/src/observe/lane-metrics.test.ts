import { expect, test } from 'vitest'
import type { Lane } from '../kafka/index.ts'
import { createLaneMetrics } from './lane-metrics.ts'
import { createMetrics } from './metrics.ts'

const state = { queuedRecords: 3, queuedBytes: 70, breakerOpen: true, abandonedProducers: 1 }

test('every figure of a lane is there at 0 before anything happens, and follows what does', async () => {
  const metrics = createMetrics()
  const lanes = createLaneMetrics(metrics)
  const observer = lanes.observer('live')
  lanes.watch('live', { state } as Lane)
  const text = () => metrics.metrics()
  for (const name of ['sends_total', 'records_total', 'bytes_total'])
    expect(await text()).toContain(`wabastream_lane_${name}{lane="live"} 0`)
  for (const outcome of ['kept', 'timeout', 'breaker_open', 'queue_full', 'topic_missing', 'stopped'])
    expect(await text()).toContain(`wabastream_lane_publish_calls_total{lane="live",outcome="${outcome}"} 0`)
  for (const code of ['UNNAMED', 'NOT_LEADER_FOR_PARTITION', 'KafkaJSConnectionClosedError'])
    expect(await text()).toContain(`wabastream_lane_rejected_sends_total{lane="live",code="${code}"} 0`)
  for (const code of ['MESSAGE_TOO_LARGE', 'INVALID_RECORD', 'UNENCODABLE'])
    expect(await text()).toContain(`wabastream_lane_refused_records_total{lane="live",code="${code}"} 0`)
  expect(await text()).toContain('wabastream_lane_send_seconds_count{lane="live"} 0')
  expect(await text()).toContain('wabastream_lane_queued_records{lane="live"} 3')
  expect(await text()).toContain('wabastream_lane_queued_bytes{lane="live"} 70')
  expect(await text()).toContain('wabastream_lane_breaker_open{lane="live"} 1')

  observer.sent?.({ records: 5, bytes: 100, durationMs: 4 } as never)
  observer.settled?.({ records: 5, durationMs: 5, outcome: 'kept' })
  observer.refused?.('MESSAGE_TOO_LARGE')
  expect(await text()).toContain('wabastream_lane_records_total{lane="live"} 5')
  expect(await text()).toContain('wabastream_lane_publish_calls_total{lane="live",outcome="kept"} 1')
  expect(await text()).toContain('wabastream_lane_refused_records_total{lane="live",code="MESSAGE_TOO_LARGE"} 1')
  expect(await text()).toContain('wabastream_lane_send_seconds_sum{lane="live"} 0.004')
})
