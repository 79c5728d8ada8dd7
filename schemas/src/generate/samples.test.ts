import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodeEvent, isObject, parseJson } from '../codec/index.ts'
import { topicRecords } from './outputs.ts'
import { readSources, readTree } from './read-sources.ts'

const root = join(import.meta.dirname, '../..')
const sources = readSources(root)
const samples = readTree(join(root, 'samples'))
const schemas = new Map(topicRecords(sources).map(({ shortName, record }) => [shortName, JSON.stringify(record)]))

test.each([...sources.fields.keys()])('%s has a sample', (field) => {
  const names = [...samples.keys()].filter((path) => path.startsWith(`${field}/`))
  expect(names.length).toBeGreaterThan(0)
})

// Samples called `…-drift` hold, on purpose, something that the schema does not know.
const isDrift = (path: string): boolean => path.endsWith('-drift.json')

describe('a sample is a webhook body of its field, and the schema knows all of it', () => {
  test.each([...samples].filter(([path]) => !isDrift(path)))('%s', (path, text) => {
    const changes = changesOf(parseJson(text))
    expect(changes.map(({ field }) => field)).toContain(path.slice(0, path.indexOf('/')))
    expect(changes.flatMap(({ field, value }) => unmapped(field, value))).toEqual([])
  })
})

test.each([...samples].filter(([path]) => isDrift(path)))(
  '%s holds something that the schema does not know',
  (_, text) => {
    expect(changesOf(parseJson(text)).flatMap(({ field, value }) => unmapped(field, value))).not.toEqual([])
  },
)

/** Every field and value of a body, with or without an array around it. Anything else than a body fails. */
function changesOf(body: unknown): readonly { readonly field: string; readonly value: unknown }[] {
  const bodies = Array.isArray(body) ? body : [body]
  return bodies.flatMap((one: unknown) => {
    expect(Reflect.get(object(one), 'object')).toBe('whatsapp_business_account')
    return list(object(one)['entry']).flatMap((entry) =>
      list(object(entry)['changes']).map((change) => {
        const { field, value } = object(change)
        return { field: String(field), value: object(value) }
      }),
    )
  })
}

function unmapped(field: string, value: unknown): readonly string[] {
  const schema = schemas.get(field.replaceAll('_', '-'))
  if (schema === undefined) return [`no schema for ${field}`]
  const names = ['event_id', 'content_id', 'kind', 'waba_id', 'entry_id', 'delivery_id', 'item_path']
  const times = { occurred_at: 0, received_at: 0, item_count: 1 }
  const record = { ...Object.fromEntries(names.map((name) => [name, ''])), ...times, field, value }
  return encodeEvent({ topic: { schema }, record }, 1).unmapped
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(value)) throw new Error('The sample is no webhook body: an object was expected')
  return value
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error('The sample is no webhook body: a list was expected')
  return value
}
