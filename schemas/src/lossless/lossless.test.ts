import { describe, expect, test } from 'vitest'
import { checkEnvelope, draftsOf, isTooDeep } from '../event/index.ts'
import { alone } from '../items/index.ts'
import { oddBodies, randomBodies } from './bodies.ts'
import { deliveryOf, lossOf, shown } from './loss-of.ts'
import { bodyWith } from './places.ts'
import { type NamedBody, readSamples } from './samples.ts'
import { shrink } from './shrink.ts'

const SEED = 20260101
const RANDOM_BODIES = 10_000

const samples = readSamples()

describe('a sample', () => {
  test.each(samples)('$name comes back', ({ body }) => {
    expect(lossOf(body)).toBeNull()
  })

  test.each(samples)('$name: each event alone is a body with the same event', ({ body }) => {
    for (const { record, topic } of draftsOf(body, deliveryOf('one'))) {
      const again = draftsOf(alone(record), deliveryOf('one'))
      expect(again.map((draft) => [draft.topic.name, draft.record.event_id, draft.record.content_id])).toEqual([
        [topic.name, record.event_id, record.content_id],
      ])
    }
  })
})

test('samples with random changes come back', { timeout: 120_000 }, () => {
  const webhooks = allComeBack(randomBodies(samples, SEED, RANDOM_BODIES))
  expect(webhooks).toBeGreaterThan(0.7 * RANDOM_BODIES)
})

test('odd values at every place of every schema come back', { timeout: 120_000 }, () => {
  expect(allComeBack(oddBodies())).toBeGreaterThan(10_000)
})

test('what nests as deep as is allowed comes back', () => {
  const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`)
  const bodies = ['new', 'metadata', 'messages'].map((name) => bodyWith('messages', { [name]: deep(490) }))
  expect(bodies.map((body) => isTooDeep(JSON.stringify(body)))).toEqual([false, false, false])
  expect(bodies.map(lossOf)).toEqual([null, null, null])
})

/** The number of those that are webhooks. Fails with the smallest body that is lost. */
function allComeBack(bodies: Iterable<NamedBody>): number {
  let webhooks = 0
  for (const { name, body } of bodies) {
    if (lossOf(body) !== null) throw new Error(`Lost: ${name}. ${smallest(body)}`)
    if (checkEnvelope(body) === null) webhooks += 1
  }
  return webhooks
}

function smallest(body: unknown): string {
  const small = shrink(body, (smaller) => lossOf(smaller) !== null)
  return `The smallest such body: ${shown(small)}\n${lossOf(small)}`
}
