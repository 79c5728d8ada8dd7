import { groupTopics, topics as all } from '@wabastream/schemas/catalogue'
import { createAdmin } from '@wabastream/sdk/kafka'
import { stack } from '@wabastream/sdk/testing/vitest'
import { afterAll, expect, test } from 'vitest'
import { isInSync } from './compare-topics.ts'
import { describeTopics } from './describe-topics.ts'
import { applyTopics, planTopics, wantedTopic } from './topics.ts'

const { brokers, topicPrefix: prefix } = stack()
const admin = createAdmin({ brokers: brokers.split(','), clientId: 'test' })
const settings = { prefix, replicationFactor: 1, minInsync: 1 }
// A few do here; waba.int.test.ts applies them all.
const topics = all.filter(({ partitions }) => partitions < 32).slice(0, 5)
const [first, second] = topics as [(typeof topics)[number], (typeof topics)[number]]
afterAll(() => admin.close())

test('apply makes what plan says is missing, and then there is nothing to do', async () => {
  const planned = await planTopics(admin, topics, settings)
  expect(planned.missing.map(({ name }) => name)).toEqual(topics.map(({ name }) => prefix + name))
  expect(await applyTopics(admin, topics, settings)).toEqual(planned)
  expect(isInSync(await planTopics(admin, topics, settings))).toBe(true)
  expect(await applyTopics(admin, topics, settings)).toEqual({ missing: [], changes: [], problems: [] })
  const described = await describeTopics(admin, topics, prefix)
  expect(described.map(({ partitions }) => partitions)).toEqual(topics.map(({ partitions }) => partitions))
  expect(described.every(({ exists, records }) => exists && records === 0n)).toBe(true)
})

test("a setting that was changed is set again, and somebody else's is kept", async () => {
  const name = prefix + first.name
  await admin.mergeConfigs(
    name,
    new Map([
      ['retention.ms', '60000'],
      ['segment.bytes', '10485760'],
    ]),
  )
  const { changes } = await applyTopics(admin, topics, settings)
  expect(changes).toEqual([{ topic: name, config: 'retention.ms', from: '60000', to: String(first.retentionMs) }])
  const configs = (await admin.configs([name])).get(name)
  expect(Object.fromEntries(configs!)).toEqual({
    ...Object.fromEntries(wantedTopic(first, settings).configs),
    'segment.bytes': '10485760',
  })
})

test('partitions are never changed', async () => {
  const other = { ...settings, prefix: `${prefix}other.` }
  await admin.createTopics([{ ...wantedTopic(second, other), partitions: 2 }])
  const plan = await applyTopics(admin, [second], other)
  expect(plan).toMatchObject({ missing: [], changes: [] })
  expect(plan.problems).toEqual([expect.stringContaining(`has 2 partitions, not ${second.partitions}`)])
  expect((await admin.topics()).get(other.prefix + second.name)?.partitions).toBe(2)
})

test('the topics of a group', async () => {
  const { missing } = await applyTopics(admin, groupTopics('crm-sync'), settings)
  expect(missing.map(({ name }) => name)).toEqual(
    ['retry-10s', 'retry-10m', 'dlq'].map((tier) => `${prefix}waba.group.crm-sync.${tier}`),
  )
})
