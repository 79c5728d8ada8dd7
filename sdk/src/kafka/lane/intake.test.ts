import { expect, test } from 'vitest'
import { createBench } from './bench.ts'
import { decide } from './delivery.ts'
import { createIntake } from './intake.ts'
import { defaultLimits } from './limits.ts'

const records = (count: number) =>
  Array.from({ length: count }, () => ({
    topic: 't',
    partition: 0,
    key: null,
    value: null,
    headers: {},
    timestampMs: 0,
  }))

test('an empty lane takes a call with more records than may wait, and nobody else beside it', async () => {
  const limits = { ...defaultLimits, maxQueuedRecords: 10 }
  const intake = createIntake({ limits, observer: {}, bench: createBench(), isConnected: () => true, wake() {} })
  const large = intake.publish(records(11), Date.now())
  await expect(intake.publish(records(1), Date.now())).rejects.toMatchObject({ reason: 'queue_full' })
  for (const item of intake.take()) decide(item, { kept: true, offset: 0n })
  expect(await large).toHaveLength(11)

  const small = intake.publish(records(1), Date.now())
  await expect(intake.publish(records(11), Date.now())).rejects.toMatchObject({ reason: 'queue_full' })
  for (const item of intake.take()) decide(item, { kept: true, offset: 0n })
  await small
})
