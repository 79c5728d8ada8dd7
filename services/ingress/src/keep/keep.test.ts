import { quarantine, type Quarantine } from '@wabastream/schemas'
import { codecOf } from '@wabastream/schemas/codec'
import type { Lane, Outcome, OutgoingRecord } from '@wabastream/sdk/kafka'
import { expect, test } from 'vitest'
import { messageBody, messageValue, text, textMessage } from '../testing/bodies.ts'
import { routesForTests } from '../testing/drafts.ts'
import { createKeeper } from './keep.ts'

/** A keeper whose lanes keep everything, and what they were given. */
function keeper(outcome: Outcome | null = { kept: true, offset: 0n }) {
  const published: OutgoingRecord[] = []
  const told: string[] = []
  const publish: Lane['publish'] = async (records) => {
    published.push(...records)
    return records.map(() => outcome as Outcome)
  }
  const lane = { publish } as Lane
  const keep = createKeeper({
    routes: routesForTests(),
    lanes: { live: lane, bulk: lane, management: lane },
    report: {
      kept: (events) => void told.push(`kept ${events.length}`),
      aside: (_, aside) => void told.push(...aside.map(({ reason }) => reason)),
    },
  })
  return { published, told, keep: (body: Buffer) => keep({ body, appId: '100', receivedAt: Date.now() }) }
}

const empty = (count: number) => Array.from({ length: count }, () => ({}))
const many = (count: number) => Buffer.from(text(messageBody(messageValue({ messages: empty(count) }))))

test('10,000 items are kept as events', async () => {
  const { keep, published, told } = keeper()
  await keep(many(10_000))
  expect([published.length, told]).toEqual([10_000, ['kept 10000']])
})

test.each<[string, string, () => Buffer]>([
  ['10,001 items', 'too_many_items', () => many(10_001)],
  ['1,000,000 empty messages', 'too_many_items', () => many(1_000_000)],
  [
    '1,000,000 empty changes',
    'too_many_items',
    () => Buffer.from(text({ ...messageBody(), entry: [{ changes: empty(1_000_000) }] })),
  ],
  [
    'a long id that every item repeats',
    'events_too_large',
    () => {
      const messages = Array.from({ length: 9000 }, () => textMessage())
      const changes = [{ field: 'messages', value: messageValue({ messages }) }]
      return Buffer.from(text({ ...messageBody(), entry: [{ id: '9'.repeat(1024 * 1024), changes }] }))
    },
  ],
])('%s: %s, the body once, in little time', async (_, reason, make) => {
  const body = make()
  expect(body.length).toBeLessThanOrEqual(4 * 1024 * 1024)
  const { keep, published, told } = keeper()
  const startedAt = performance.now()
  await keep(body)
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect(told).toEqual([reason])
  expect(published).toHaveLength(1)
  const record = codecOf(quarantine.schema).decode(published[0]!.value!) as Quarantine
  expect(record).toMatchObject({ reason, item_path: null, waba_id: null })
  expect(Buffer.compare(Buffer.from(record.body!), body)).toBe(0)
})

test.each([many(1), Buffer.from('no json')])('a record without an outcome is not kept', async (body) => {
  const { keep, told } = keeper()
  await keep(body)
  expect(told).toHaveLength(1)
  const forgetful = keeper(null)
  await expect(forgetful.keep(body)).rejects.toThrow('no outcome')
  expect(forgetful.told).toEqual([])
})
