import { expect, test } from 'vitest'
import { plannedWebhooks } from './planned-webhooks.ts'

test('every webhook has an event id of its own, in every run', () => {
  const ids = ['one', 'two'].flatMap((run) => plannedWebhooks(100, run).map(({ eventId }) => eventId))
  expect(new Set(ids).size).toBe(200)
})

test('the same run has the same ids', () => {
  expect(plannedWebhooks(3, 'run')).toEqual(plannedWebhooks(3, 'run'))
})
