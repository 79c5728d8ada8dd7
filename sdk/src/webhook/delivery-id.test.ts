import { expect, test } from 'vitest'
import { newDeliveryId } from './delivery-id.ts'

test('is a UUID of version 7', () => {
  expect(newDeliveryId(1_700_000_000_000)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

test('sorts by time', () => {
  expect(newDeliveryId(1_700_000_000_000) < newDeliveryId(1_700_000_000_001)).toBe(true)
})

test('does not repeat', () => {
  const ids = Array.from({ length: 10_000 }, () => newDeliveryId(1))
  expect(new Set(ids).size).toBe(ids.length)
})
