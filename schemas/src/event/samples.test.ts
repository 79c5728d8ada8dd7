import { readdirSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { fields } from '../catalogue/index.ts'
import { parseJson } from '../codec/json.ts'
import { isObject, put } from '../codec/own.ts'
import { join } from '../items/index.ts'
import { checkEnvelope } from './check-envelope.ts'
import { draftsOf } from './drafts-of.ts'

const folder = joinPath(import.meta.dirname, '../../samples')
const samples = [...fields.keys()].flatMap((field) =>
  readdirSync(joinPath(folder, field)).map((file): [string, string, string] => {
    const text = readFileSync(joinPath(folder, field, file), 'utf8')
    return [field, file, text]
  }),
)

/** mulberry32: the low bits of a plain LCG alternate, and a test that alternates finds half of the faults. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const ODD = [null, -0, 2n ** 64n, '', '\udfff', [], {}, [null], [{}, 1], { contacts: [{ wa_id: '1' }] }]
const NAMES = ['__proto__', 'contacts', 'errors', 'statuses', 'messages', 'extra', '']

/** One change somewhere in the body, never of what makes it a body of Meta's at all. */
function mutate(value: unknown, pick: (below: number) => number, depth = 0): unknown {
  if (depth > 1 && pick(12) === 0) return structuredClone(ODD[pick(ODD.length)])
  if (Array.isArray(value)) {
    const list: unknown[] = value.map((element) => structuredClone(element))
    if (list.length === 0) return list
    const at = pick(list.length)
    if (depth > 1 && pick(3) === 0) list.splice(pick(list.length + 1), 0, structuredClone(list[at]))
    else list[at] = mutate(list[at], pick, depth + 1)
    return list
  }
  if (!isObject(value)) return value
  const made = structuredClone(value)
  const names = Object.keys(made).filter((name) => name !== 'object')
  const name = names[pick(names.length)]
  if (name === undefined || pick(6) === 0)
    put(made, NAMES[pick(NAMES.length)] ?? '', structuredClone(ODD[pick(ODD.length)]))
  else if (depth > 0 && pick(8) === 0) Reflect.deleteProperty(made, name)
  else put(made, name, mutate(made[name], pick, depth + 1))
  return made
}

function roundTrip(body: unknown, text: string): boolean {
  const delivery = { id: 'd', appId: null, receivedAt: Date.UTC(2026, 5, 1), body: Buffer.from(text) }
  return isDeepStrictEqual(join(draftsOf(body, delivery).map(({ record }) => record)), body)
}

describe('samples', () => {
  test.each(samples)('%s/%s', (field, _file, text) => {
    const body = parseJson(text)
    expect(checkEnvelope(body)).toBeNull()
    const delivery = { id: 'd', appId: null, receivedAt: Date.UTC(2026, 5, 1), body: Buffer.from(text) }
    const topics = draftsOf(body, delivery).map((draft) => draft.topic)
    expect(topics).toContain(fields.get(field))
    expect(roundTrip(body, text)).toBe(true)
  })

  test('come back exactly after any of 40 rows of up to 8 changes each', { timeout: 60_000 }, () => {
    const pick = random(20_260_115)
    const failed: unknown[] = []
    for (const [, file, text] of samples) {
      for (let row = 0; row < 40; row += 1) {
        let body = parseJson(text)
        for (let left = 1 + pick(8); left > 0; left -= 1) body = mutate(body, pick)
        if (checkEnvelope(body) === null && !roundTrip(body, text)) failed.push({ file, body })
      }
    }
    expect(failed).toEqual([])
  })
})
