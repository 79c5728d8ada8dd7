import { expect, test } from 'vitest'
import { newDeliveryId } from './delivery-id.ts'
import { traceparentOf } from './traceparent.ts'

test('without tracing the delivery id is the trace id', () => {
  const id = newDeliveryId(1_750_000_000_000)
  expect(traceparentOf(id)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
  expect(traceparentOf(id).split('-')[1]).toBe(id.replaceAll('-', ''))
})
