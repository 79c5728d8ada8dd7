import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { freshen } from './freshen.ts'
import { listSamples, readSample } from './read-samples.ts'

const nowMs = 1_800_000_000_500
const now = 1_800_000_000
const counted = () => {
  let made = 0
  return (old: string) => `new-${++made}-of-${old.length}`
}
const change = (value: unknown) => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'f', value }] }] })
const entryAt = (time: unknown, value: unknown) => ({ entry: [{ id: '1', time, changes: [{ field: 'f', value }] }] })

describe('ids and times', () => {
  test.each([
    [
      'a message',
      change({ messages: [{ id: 'wamid.a', timestamp: '1700000000', type: 'text' }] }),
      change({ messages: [{ id: 'new-1-of-7', timestamp: String(now), type: 'text' }] }),
    ],
    [
      'an id that is referred to',
      change({ messages: [{ id: 'wamid.a', timestamp: '1700000000', context: { id: 'wamid.b' }, reaction: { message_id: 'wamid.b' } }] }),
      change({ messages: [{ id: 'new-1-of-7', timestamp: String(now), context: { id: 'new-2-of-7' }, reaction: { message_id: 'new-2-of-7' } }] }),
    ],
    [
      'the same id twice',
      change({ statuses: [{ id: 'wamid.a', timestamp: '1700000000' }, { id: 'wamid.a', timestamp: '1700000007' }] }),
      change({ statuses: [{ id: 'new-1-of-7', timestamp: String(now - 7) }, { id: 'new-1-of-7', timestamp: String(now) }] }),
    ],
    [
      'an id of another form',
      change({ messages: [{ id: 'ABGGFlA5Fpa', timestamp: '1504902988' }], other: 'ABGGFlA5Fpa' }),
      change({ messages: [{ id: 'new-1-of-11', timestamp: String(now) }], other: 'new-1-of-11' }),
    ],
    [
      'a short id, which elsewhere is something else',
      change({ messages: [{ id: '1', timestamp: '1700000000' }], count: '1' }),
      change({ messages: [{ id: 'new-1-of-1', timestamp: String(now) }], count: '1' }),
    ],
    [
      'a status with an expiration in the future',
      change({ statuses: [{ id: 'wamid.a', timestamp: '1700000000', conversation: { id: 'c', expiration_timestamp: 1_700_086_400 } }] }),
      change({ statuses: [{ id: 'new-1-of-7', timestamp: String(now), conversation: { id: 'c', expiration_timestamp: now + 86_400 } }] }),
    ],
    ['an entry', entryAt(1_700_000_000, { decision: 'APPROVED' }), entryAt(now, { decision: 'APPROVED' })],
    ['only another time', change({ restriction_info: [{ expiration: 1_700_000_000 }] }), change({ restriction_info: [{ expiration: now }] })],
    ['no time and no id', change({ decision: 'APPROVED' }), change({ decision: 'APPROVED' })],
    ['no times', change({ timestamp: 'soon', time: 17, open_time: '0900', timestamps: '1700000000' }), change({ timestamp: 'soon', time: 17, open_time: '0900', timestamps: '1700000000' })],
    ['no objects', [null, 1, 'x', { entry: null }], [null, 1, 'x', { entry: null }]],
  ])('%s', (_, body, expected) => {
    const before = structuredClone(body)
    expect(freshen(body, 0, nowMs, counted())).toEqual(expected)
    expect(body).toEqual(before)
  })
})

test('copies of a body without ids are seconds apart, copies with ids are not', () => {
  const update = entryAt(1_700_000_000, { decision: 'APPROVED' })
  expect(freshen(update, 5, nowMs)).toEqual(entryAt(now + 5, { decision: 'APPROVED' }))
  const message = change({ messages: [{ id: 'wamid.a', timestamp: '1700000000' }] })
  expect(freshen(message, 5, nowMs, counted())).toEqual(change({ messages: [{ id: 'new-1-of-7', timestamp: String(now) }] }))
})

test('new ids are Meta-like and never the same', () => {
  const made = new Set(
    Array.from({ length: 1000 }, (_, n) => jsonText(freshen(change({ messages: [{ id: 'wamid.abc', timestamp: '1700000000' }] }), n, nowMs))),
  )
  expect(made.size).toBe(1000)
  for (const text of made) expect(text).toMatch(/"id":"wamid\.[\w-]{16}"/)
})

test('keys that objects have anyway stay keys', () => {
  const body = parseJson('{"__proto__":{"timestamp":"1700000000","id":"wamid.a"},"constructor":1}')
  expect(jsonText(freshen(body, 0, nowMs, counted()))).toBe(`{"__proto__":{"timestamp":"${now}","id":"new-1-of-7"},"constructor":1}`)
})

test('any JSON keeps its shape: only texts and numbers change', () => {
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shape)
    if (typeof value === 'object' && value !== null)
      return Object.entries(value).map(([key, part]) => [key, shape(part)])
    return typeof value
  }
  fc.assert(fc.property(fc.jsonValue(), fc.nat(), (body, n) => {
    expect(shape(freshen(body, n, nowMs))).toEqual(shape(body))
  }))
})

test('every sample: other ids, no time before, and the same once more gives the same differences', () => {
  for (const sample of listSamples()) {
    const body = parseJson(readSample(sample).toString())
    const text = jsonText(freshen(body, 0, nowMs))
    for (const id of jsonText(body).match(/wamid\.[\w=+/-]+/g) ?? []) expect(text, sample.name).not.toContain(`"${id}"`)
    expect(text, sample.name).not.toMatch(/"(timestamp|time)":"?1[0-6]\d{8}\b/)
  }
})
