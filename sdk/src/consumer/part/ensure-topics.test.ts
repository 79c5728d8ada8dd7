import { alerts, messages } from '@wabastream/schemas'
import { expect, test } from 'vitest'
import type { NewTopic } from '../../kafka/index.ts'
import { ensureTopics } from './ensure-topics.ts'
import { groupNames } from './group-names.ts'

const names = groupNames('crm', undefined, 'p.')
const read = ['p.waba.messages.v1', 'p.waba.alerts.v1']
const own = ['p.waba.group.crm.retry-10s', 'p.waba.group.crm.retry-10m', 'p.waba.group.crm.dlq']

async function ensure(present: readonly string[], { replicas = 3, retries = true } = {}) {
  const created: NewTopic[] = []
  const admin = {
    topics: async () =>
      new Map(present.map((name) => [name, { name, partitions: 4, replicationFactor: replicas }] as const)),
    createTopics: async (topics: readonly NewTopic[]) => {
      created.push(...topics)
      return topics.map(({ name }) => name)
    },
  }
  await ensureTopics(admin, { prefix: 'p.', names, reads: [messages, alerts], retries })
  return created
}

test('all there: nothing to do', async () => {
  expect(await ensure([...read, ...own])).toEqual([])
})

test('a topic to read is missing', async () => {
  await expect(ensure(own, { replicas: 1 })).rejects.toThrow(/p\.waba\.messages\.v1.*waba topics apply"$/)
})

test('a topic of the group is missing: the error names it and the command', async () => {
  const missing = ensure([...read, ...own.slice(1)])
  await expect(missing).rejects.toThrow(/p\.waba\.group\.crm\.retry-10s: .*waba topics apply --group crm"$/)
})

test('on a stack without copies it is created, with the size and the time that the catalogue says', async () => {
  const created = await ensure([...read, own[0]!], { replicas: 1 })
  expect(created.map(({ name }) => name)).toEqual(own.slice(1))
  expect(created[1]).toMatchObject({ partitions: 4, replicationFactor: 1 })
  expect(created[1]?.configs.get('max.message.bytes')).toBe(String(8 * 1024 * 1024))
})

test('strict order needs dead letters only', async () => {
  expect(await ensure([...read, own[2]!], { retries: false })).toEqual([])
})

test('names of a group', () => {
  expect(groupNames('crm', 'second', 'p.')).toMatchObject({
    group: 'crm.second',
    groupId: 'p.crm.second',
    retryGroupId: 'p.crm.second.retry',
    deadLetters: 'p.waba.group.crm.second.dlq',
  })
  expect(() => groupNames('no spaces', undefined, '')).toThrow(RangeError)
})
