import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseJson } from '../codec/json.ts'
import { draftsOf } from '../event/index.ts'

/** The published vectors: raw bodies, and of each event the canonical texts and the ids made from them. */
interface Vector {
  readonly name: string
  readonly body: string
  readonly events: readonly {
    readonly item_path: string
    readonly event_text: string
    readonly event_id: string
    readonly content_text: string
    readonly content_id: string
  }[]
}

const vectors = JSON.parse(readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8')) as readonly Vector[]

/** As the README says it, without our code. */
function idOf(text: string): string {
  const [, , , kind] = JSON.parse(text) as readonly unknown[]
  return `${String(kind)}_${createHash('sha256').update(text, 'utf8').digest().subarray(0, 16).toString('base64url')}`
}

describe.each(vectors)('vector: $name', ({ body, events }) => {
  test('its ids are the hashes of its texts', () => {
    for (const event of events) {
      expect([idOf(event.event_text), idOf(event.content_text)]).toEqual([event.event_id, event.content_id])
    }
  })

  test('its body gives these ids', () => {
    const delivery = { id: 'd', appId: null, receivedAt: Date.UTC(2026, 1, 1), body: Buffer.from(body) }
    const found = draftsOf(parseJson(body), delivery).map(({ record }) => [
      record.item_path,
      record.event_id,
      record.content_id,
    ])
    expect(found).toEqual(events.map((event) => [event.item_path, event.event_id, event.content_id]))
  })
})

test('the README shows the vectors that it is tested with', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  const shown = [...readme.matchAll(/`(\[1,"[^`]*\])`[^`]*`([a-z_]+_[\w-]{22})`/g)]
  expect(shown.length).toBeGreaterThanOrEqual(3)
  const published = new Map(vectors.flatMap(({ events }) => events.map((event) => [event.event_text, event.event_id])))
  for (const [, text = '', id] of shown) expect(published.get(text)).toBe(id)
})
