import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as door from '../index.ts'
import { fields, findTopic, groupTopics, topics } from './index.ts'

const root = join(import.meta.dirname, '../..')
const names = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).map((file) => file.replace(/\.[^.]+$/, ''))
const sorted = (values: Iterable<string>): readonly string[] => [...values].toSorted((a, b) => a.localeCompare(b))

const MIB = 1024 * 1024
const DAY_MS = 24 * 60 * 60 * 1000

describe('fields', () => {
  test('have one schema each, and one folder of samples', () => {
    expect(sorted(fields.keys())).toEqual(sorted(names('fields')))
    expect(sorted(fields.keys())).toEqual(sorted(names('samples')))
  })

  test('do not take names of Object.prototype for fields', () => {
    expect(fields.get('constructor')).toBeUndefined()
    expect(fields.get('toString')).toBeUndefined()
  })

  test.each<[string, string, number, number, string]>([
    ['messages', 'live', 32, 14 * DAY_MS, 'message status user_action error change'],
    ['calls', 'live', 32, 14 * DAY_MS, 'call status error change'],
    ['history', 'bulk', 32, 14 * DAY_MS, 'history_chunk history_thread history_message message echo error change'],
    ['smb_message_echoes', 'bulk', 8, 14 * DAY_MS, 'echo error change'],
    ['standby', 'live', 8, 14 * DAY_MS, 'message echo status error change'],
    ['automatic_events', 'management', 8, 14 * DAY_MS, 'automatic_event error change'],
    ['group_lifecycle_update', 'management', 8, 14 * DAY_MS, 'group error change'],
    ['group_participants_update', 'management', 8, 14 * DAY_MS, 'group error change'],
    ['group_settings_update', 'management', 8, 14 * DAY_MS, 'group error change'],
    ['group_status_update', 'management', 8, 14 * DAY_MS, 'group error change'],
    ['smb_app_state_sync', 'bulk', 4, -1, 'state_sync error change'],
    ['message_echoes', 'management', 8, 14 * DAY_MS, 'echo error change'],
    ['user_preferences', 'management', 4, -1, 'user_preference error change'],
    ['user_id_update', 'management', 4, -1, 'user_id_change error change'],
    ['messaging_handovers', 'management', 8, 14 * DAY_MS, 'change'],
    ['account_update', 'management', 4, -1, 'change'],
  ])('%s: lane %s, %i partitions, %i ms, kinds %s', (...[name, lane, partitions, retentionMs, kinds]) => {
    const topic = fields.get(name)
    expect(topic).toMatchObject({ field: name, lane, partitions, retentionMs, cleanup: 'delete', maxBytes: 6 * MIB })
    expect(topic?.kinds).toEqual(kinds.split(' '))
  })
})

describe('topics', () => {
  test('have the schema that is generated under their name', () => {
    expect(sorted(topics.map((topic) => topic.name))).toEqual(sorted(names('generated/avsc')))
    for (const topic of topics) {
      const generated = readFileSync(join(root, 'generated/avsc', `${topic.name}.avsc`), 'utf8')
      expect(JSON.parse(topic.schema)).toEqual(JSON.parse(generated))
    }
  })

  test('have names and partitions that Kafka takes, and never change places', () => {
    for (const { name, partitions } of topics) {
      expect(name).toMatch(/^waba\.[a-z]+(-[a-z]+)*\.v1$/)
      expect(Math.log2(partitions) % 1).toBe(0)
    }
    expect(new Set(topics.map((topic) => topic.name)).size).toBe(topics.length)
  })

  test.each([
    ['unknown-field', 90 * DAY_MS, 'delete', 6 * MIB],
    ['quarantine', 90 * DAY_MS, 'delete', 8 * MIB],
    ['alerts', -1, 'delete', MIB],
    ['audit', -1, 'delete', MIB],
    ['template-state', -1, 'compact', MIB],
    ['phone-number-state', -1, 'compact', MIB],
    ['account-state', -1, 'compact', MIB],
    ['subscription-state', -1, 'compact', MIB],
  ] as const)('%s: %i ms, %s, %i bytes', (name, retentionMs, cleanup, maxBytes) => {
    expect(findTopic(name)).toMatchObject({ partitions: 4, retentionMs, cleanup, maxBytes, lane: 'management' })
  })

  test('are all behind the door of the package', () => {
    const exported = new Set<unknown>(Object.values(door))
    expect(topics.filter((topic) => !exported.has(topic)).map((topic) => topic.name)).toEqual([])
    expect(exported.size).toBe(topics.length)
  })
})

describe('groupTopics', () => {
  test('are two tiers of retry and dead letters, of opaque bytes', () => {
    const made = groupTopics('crm-sync.replies')
    expect(made.map((topic) => topic.name)).toEqual([
      'waba.group.crm-sync.replies.retry-10s',
      'waba.group.crm-sync.replies.retry-10m',
      'waba.group.crm-sync.replies.dlq',
    ])
    for (const topic of made) {
      expect(topic).toMatchObject({
        schema: '',
        partitions: 4,
        retentionMs: 30 * DAY_MS,
        maxBytes: 8 * MIB,
        cleanup: 'delete',
      })
    }
  })

  test.each(['', 'a b', 'ä', 'a/b', 'x'.repeat(201)])('refuse the group %j', (group) => {
    expect(() => groupTopics(group)).toThrow(RangeError)
  })
})

describe('findTopic', () => {
  test.each<[string, string | undefined]>([
    ['waba.messages.v1', 'waba.messages.v1'],
    ['messages', 'waba.messages.v1'],
    ['account_update', 'waba.account-update.v1'],
    ['account-update', 'waba.account-update.v1'],
    ['alerts', 'waba.alerts.v1'],
    ['unknown_field', 'waba.unknown-field.v1'],
    ['waba.group.crm.dlq', 'waba.group.crm.dlq'],
    ['waba.group.my_group.retry-10s', 'waba.group.my_group.retry-10s'],
    ['waba.group.crm.other', undefined],
    ['waba.group..dlq', undefined],
    ['waba.messages.v2', undefined],
    ['message', undefined],
    ['', undefined],
    ['constructor', undefined],
  ])('%s', (name, expected) => {
    expect(findTopic(name)?.name).toBe(expected)
  })
})
