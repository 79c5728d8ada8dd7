import { topics } from '@wabastream/schemas/catalogue'
import { describe, expect, test } from 'vitest'
import { compareTopics, isInSync, type ObservedTopics, type WantedTopic } from './compare-topics.ts'
import { wantedTopic } from './topics.ts'

const wanted: WantedTopic = {
  name: 'p.waba.a.v1',
  partitions: 4,
  replicationFactor: 1,
  configs: new Map([
    ['retention.ms', '-1'],
    ['cleanup.policy', 'delete'],
  ]),
}
const observed = (info: object = {}, configs: Record<string, string> = {}): ObservedTopics => ({
  infos: new Map([[wanted.name, { partitions: 4, replicationFactor: 1, ...info }]]),
  configs: new Map([[wanted.name, new Map([...wanted.configs, ...Object.entries(configs)])]]),
})

test('nothing to do', () => {
  const plan = compareTopics([wanted], observed())
  expect(plan).toEqual({ missing: [], changes: [], problems: [] })
  expect(isInSync(plan)).toBe(true)
})

test('a topic that is missing', () => {
  const plan = compareTopics([wanted], { infos: new Map(), configs: new Map() })
  expect(plan).toEqual({ missing: [wanted], changes: [], problems: [] })
  expect(isInSync(plan)).toBe(false)
})

test("a setting that differs, among somebody else's", () => {
  const plan = compareTopics([wanted], observed({}, { 'retention.ms': '60000', 'segment.bytes': '1048576' }))
  expect(plan.changes).toEqual([{ topic: wanted.name, config: 'retention.ms', from: '60000', to: '-1' }])
  expect(isInSync(plan)).toBe(false)
})

test('a setting that was never made', () => {
  const none = { ...observed(), configs: new Map() }
  expect(compareTopics([wanted], none).changes.map(({ config, from }) => [config, from])).toEqual([
    ['retention.ms', null],
    ['cleanup.policy', null],
  ])
})

describe('what is never changed', () => {
  test.each([
    [{ partitions: 8 }, /has 8 partitions, not 4/],
    [{ partitions: 1 }, /has 1 partitions, not 4/],
    [{ replicationFactor: 3 }, /has 3 copies of each partition, not 1/],
  ])('%j', (info, message) => {
    const plan = compareTopics([wanted], observed(info))
    expect(plan).toMatchObject({ missing: [], changes: [] })
    expect(plan.problems).toHaveLength(1)
    expect(plan.problems[0]).toMatch(message)
    expect(isInSync(plan)).toBe(false)
  })
})

test('every topic of the catalogue says all that decides about its records', () => {
  for (const topic of topics) {
    const { name, configs } = wantedTopic(topic, { prefix: 'p.', replicationFactor: 3, minInsync: 2 })
    expect(name).toBe(`p.${topic.name}`)
    expect(Object.fromEntries(configs)).toEqual({
      'cleanup.policy': topic.cleanup,
      'max.message.bytes': String(topic.maxBytes),
      'message.timestamp.type': 'CreateTime',
      'min.insync.replicas': '2',
      'retention.ms': String(topic.retentionMs),
    })
  }
})
