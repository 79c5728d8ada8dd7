import type { Random } from './random.ts'

/** Values at which a contract can break, each as parseJson would return it. Made anew, so that nobody shares them. */
export function oddValues(): readonly unknown[] {
  const texts = ['', 'text', '12', 'a\ud800', '\udc00b', '😀', '\u0000', 'x'.repeat(2000)]
  const small = [0, -0, 1, -1, 1.5, 1e-7, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 2, 2 ** 53 - 1]
  const big = [2 ** 53, -(2 ** 53), 1e17, 1e300, Infinity, -Infinity, 2n ** 53n, 2n ** 63n, -(2n ** 64n), 10n ** 60n]
  const arrays: unknown[] = [[], [[]], [null], [1, 'x', null], [{}], [{ id: 1 }, {}], ['text'], [[{ id: 'x' }]]]
  const objects: unknown[] = [
    {},
    { '': null },
    { constructor: {} },
    { text: null, id: 7 },
    { 0: { 1: [] } },
    { '\ud800': null },
    { id: null, new: 1, '\ud800': 2n ** 64n },
  ]
  return [
    null,
    true,
    false,
    ...texts,
    ...small,
    ...big,
    ...arrays,
    ...objects,
    JSON.parse('{"__proto__":{"text":"x"}}'),
    nested(60),
  ]
}

/** Property names that a schema, a pointer or a JavaScript object can stumble over, and names that mean something. */
export const ODD_KEYS: readonly string[] = [
  'constructor toString valueOf hasOwnProperty __proto__ prototype toJSON length / ~ ~1 ~0 a/b a~b 0 1 -1 é null',
  'new_property object entry changes value field id time contacts messages statuses errors metadata timestamp type text',
  'wa_id user_id message history threads standby calls message_echoes groups state_sync',
]
  .flatMap((names) => names.split(' '))
  .concat('', ' ', '\ud800')

/** An odd value, or an array or object of some. */
export function randomValue(random: Random): unknown {
  const odd = oddValues()
  if (random.oneIn(6)) return Array.from({ length: random.int(4) }, () => random.pick(odd))
  if (!random.oneIn(6)) return random.pick(odd)
  return Object.fromEntries(Array.from({ length: random.int(4) }, () => [random.pick(ODD_KEYS), random.pick(odd)]))
}

function nested(depth: number): unknown {
  let value: unknown = null
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { deep: value }
  return value
}
