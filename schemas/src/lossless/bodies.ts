import { fields } from '../catalogue/index.ts'
import { mutated } from './mutate.ts'
import { ODD_KEYS, oddValues } from './odd.ts'
import { bodyWith, placesOf, valueWith } from './places.ts'
import { randomOf } from './random.ts'
import type { NamedBody } from './samples.ts'
import { setAt } from './tree.ts'

/** Samples with random changes; the same ones for the same seed. */
export function* randomBodies(samples: readonly NamedBody[], seed: number, count: number): Generator<NamedBody> {
  const random = randomOf(seed)
  const bodies = samples.map(({ body }) => body)
  for (let i = 0; i < count; i += 1) {
    yield { name: `random body ${i} of seed ${seed}`, body: mutated(random.pick(bodies), random, bodies) }
  }
}

/**
 * Each odd value, and an object with odd names, at every place of the envelope and of every schema, with little else in
 * the body.
 */
export function* oddBodies(): Generator<NamedBody> {
  for (const value of valuesWithNames()) {
    for (const place of ENVELOPE_PLACES) {
      const body = twoMessages()
      setAt(body, place.split('/'), value)
      yield { name: `odd value at /${place}`, body }
    }
  }
  const known = new Set<string>()
  for (const { field, schema } of fields.values()) {
    for (const place of placesOf(schema, known)) {
      for (const value of valuesWithNames()) {
        yield { name: `odd value at /${place.join('/')} of ${field}`, body: bodyWith(field, valueWith(place, value)) }
      }
    }
  }
}

const ENVELOPE_PLACES = ['contacts', 'new', '__proto__', 'id', 'time', 'changes', 'field', 'value']
  .flatMap((name) => ['', 'entry/0/', 'entry/0/changes/0/'].map((node) => node + name))
  .concat('entry/0', 'entry/0/changes/0', 'entry')

function valuesWithNames(): readonly unknown[] {
  return [...oddValues(), Object.fromEntries(ODD_KEYS.filter((key) => key.isWellFormed()).map((name) => [name, null]))]
}

/** Two items with a contact each. */
function twoMessages(): unknown {
  const users = ['16505551111', '16505552222']
  return bodyWith('messages', {
    metadata: { phone_number_id: '1' },
    contacts: users.toReversed().map((wa_id) => ({ wa_id })),
    messages: users.map((from, i) => ({ from, id: `wamid.${i}`, type: 'text' })),
  })
}
