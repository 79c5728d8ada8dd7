import { fields, topics } from '@wabastream/schemas/catalogue'
import { describe, expect, test } from 'vitest'
import { chooseTopics, groupTopicsIn, type TopicChoice } from './choose-topics.ts'

const choose = (choice: Partial<TopicChoice>, prefix = 'p.') => chooseTopics({ names: [], ...choice }, prefix)

describe('by name', () => {
  test.each([
    ['messages', 'p.waba.messages.v1'],
    ['account_update', 'p.waba.account-update.v1'],
    ['account-update', 'p.waba.account-update.v1'],
    ['waba.messages.v1', 'p.waba.messages.v1'],
    ['p.waba.messages.v1', 'p.waba.messages.v1'],
    ['quarantine', 'p.waba.quarantine.v1'],
    ['waba.group.crm.dlq', 'p.waba.group.crm.dlq'],
  ])('%s', (name, topic) => {
    expect(choose({ names: [name] })).toEqual([topic])
  })

  test('each once', () => expect(choose({ names: ['messages', 'waba.messages.v1'] })).toEqual(['p.waba.messages.v1']))

  test.each([
    ['mesages', /no topic mesages; did you mean messages\?/],
    ['nonsense', /no topic nonsense\. `waba topics describe`/],
    ['constructor', /no topic constructor\./],
  ])('%s is none', (name, message) => {
    expect(() => choose({ names: [name] })).toThrow(message)
  })
})

test('without a name: all fields and alerts', () => {
  expect(choose({}, '')).toEqual([...[...fields.values()].map(({ name }) => name), 'waba.alerts.v1'])
})

test('all: also what the services write', () => {
  expect(choose({ all: true })).toEqual(topics.map(({ name }) => `p.${name}`))
})

test('the topics of groups are found on the cluster', () => {
  const existing = ['p.waba.group.b.dlq', 'p.waba.group.a.retry-10s', 'waba.group.other.dlq', 'p.waba.messages.v1', 'x']
  expect(groupTopicsIn(existing, 'p.')).toEqual(['p.waba.group.a.retry-10s', 'p.waba.group.b.dlq'])
})

test('to join deliveries: every topic that holds a part of one', () => {
  const joined = choose({ join: true, field: ['messages'] })
  expect(joined).toContain('p.waba.unknown-field.v1')
  expect(joined).toContain('p.waba.quarantine.v1')
  expect(joined).toHaveLength(fields.size + 2)
})

test('a field has one topic', () => {
  expect(choose({ field: ['account-update', 'calls', 'account_update'] })).toEqual([
    'p.waba.account-update.v1',
    'p.waba.calls.v1',
  ])
  expect(() => choose({ field: ['mesages'] })).toThrow(/mesages is no field of the catalogue; did you mean messages\?/)
  expect(() => choose({ field: ['brand_new'] })).toThrow(/on the topic unknown-field/)
  expect(choose({ names: ['unknown-field'], field: ['brand_new'] })).toEqual(['p.waba.unknown-field.v1'])
})
