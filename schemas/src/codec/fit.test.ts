import { describe, expect, test } from 'vitest'
import { readSchema, type AvroSchema } from './avro-schema.ts'
import { noDrift, type Drift } from './drift.ts'
import { compileFit, NO_FIT } from './fit.ts'
import { parseJson } from './json.ts'

const ODD = {
  null: null,
  'empty text': '',
  text: 'plain',
  'half a surrogate pair': 'a\ud800',
  'whole pair': '😀',
  'digits as text': '12',
  zero: 0,
  '-0': -0,
  one: 1,
  'negative int': -5,
  fraction: 1.5,
  '2^31-1': 2 ** 31 - 1,
  '2^31': 2 ** 31,
  '2^53-2': 2 ** 53 - 2,
  '2^53-1': 2 ** 53 - 1,
  '2^53 as a number': 2 ** 53,
  '2^53 as digits': parseJson('9007199254740992'),
  '-(2^63)': parseJson('-9223372036854775808'),
  'huge integer': parseJson('1'.repeat(60)),
  infinity: Infinity,
  true: true,
  false: false,
  '[]': [],
  '[[]]': [[]],
  '[text]': ['a'],
  '[null]': [null],
  '{}': {},
  '[{}]': [{}],
  '{known}': { text: 'x' },
  '{inherited}': { constructor: 1 },
}
type Odd = keyof typeof ODD
const oddNames = Object.keys(ODD).filter((name): name is Odd => name in ODD)

/** The odd values that a kind takes as they are, and those that it converts; all others do not fit. */
interface Kind {
  readonly kind: string
  readonly type: AvroSchema
  readonly same: readonly Odd[]
  readonly changed?: Partial<Record<Odd, unknown>>
}

const KINDS: readonly Kind[] = [
  { kind: 'string', type: 'string', same: ['empty text', 'text', 'whole pair', 'digits as text'] },
  { kind: 'boolean', type: 'boolean', same: ['true', 'false'] },
  { kind: 'int', type: 'int', same: ['zero', 'one', 'negative int', '2^31-1'] },
  { kind: 'long', type: 'long', same: ['zero', 'one', 'negative int', '2^31-1', '2^31', '2^53-2'] },
  {
    kind: 'double',
    type: 'double',
    same: [
      ...(['zero', '-0', 'one', 'negative int', 'fraction', '2^31-1', '2^31', '2^53-2', '2^53-1'] as const),
      ...(['2^53 as a number', 'infinity'] as const),
    ],
  },
  {
    kind: 'json-integer',
    type: { type: 'string', logicalType: 'json-integer' },
    same: [],
    changed: {
      zero: '0',
      one: '1',
      'negative int': '-5',
      '2^31-1': '2147483647',
      '2^31': '2147483648',
      '2^53-2': '9007199254740990',
      '2^53-1': '9007199254740991',
      '2^53 as digits': '9007199254740992',
      '-(2^63)': '-9223372036854775808',
      'huge integer': '1'.repeat(60),
    },
  },
  { kind: 'array of text', type: { type: 'array', items: 'string' }, same: ['[]', '[text]'] },
  { kind: 'record', type: 'waba.Inner', same: ['{}', '{known}', '{inherited}'] },
  { kind: 'array of records', type: { type: 'array', items: 'waba.Inner' }, same: ['[]', '[{}]'] },
]

const INNER: AvroSchema = {
  type: 'record',
  name: 'Inner',
  fields: [
    { name: 'text', type: ['null', 'string'] },
    { name: 'list', type: ['null', { type: 'array', items: 'string' }] },
    { name: 'id', type: ['null', { type: 'string', logicalType: 'json-integer' }] },
  ],
}

function fitOf(type: AvroSchema) {
  const value = {
    type: 'record',
    name: 'Value',
    fields: [
      { name: 'inner', type: ['null', INNER] },
      { name: 'x', type },
    ],
  }
  const root = { type: 'record', name: 'E', namespace: 'waba', fields: [{ name: 'value', type: value }] }
  const records = readSchema(JSON.stringify(root))
  return compileFit(records, { name: 'value', type: value })
}

describe.each(KINDS)('$kind', (kind) => {
  const fit = fitOf(['null', kind.type])

  test.each(oddNames)('%s', (name) => {
    const drift = noDrift()
    const sent = { x: ODD[name] }
    const fitted = fit(sent, '', drift)
    expect([fitted, drift]).toStrictEqual(expected(kind, name))
    expect(sent).toStrictEqual({ x: ODD[name] })
  })

  test.each(kind.same)('%s is not copied', (name) => {
    const sent = { x: ODD[name] }
    expect(fit(sent, '', noDrift())).toBe(sent)
  })
})

function expected({ same, changed = {} }: Kind, name: Odd): [fitted: unknown, drift: Drift] {
  const x: unknown = ODD[name]
  if (x === null) return [{ x }, { nulls: ['/x'], pointers: [], values: [] }]
  if (Object.hasOwn(changed, name)) return [{ x: changed[name] }, noDrift()]
  if (!same.includes(name)) return [{ x: null }, { nulls: [], pointers: ['/x'], values: [x] }]
  return [{ x }, name === '{inherited}' ? { nulls: [], pointers: ['/x/constructor'], values: [1] } : noDrift()]
}

describe('union of two kinds', () => {
  test.each<[unknown, unknown]>([
    ['text', 'text'],
    [7, 7],
    [1.5, null],
    ['\ud800', null],
    [true, null],
    [[], null],
  ])('%j is written as %j', (x, written) => {
    expect(fitOf(['null', 'string', 'long'])({ x }, '', noDrift())).toStrictEqual({ x: written })
  })
})

describe('record', () => {
  const fit = fitOf(['null', 'boolean'])

  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__', '', 'X', 'x '])(
    'a property called %j is unknown',
    (name) => {
      const drift = noDrift()
      const sent = Object.fromEntries([[name, null]])
      expect(fit(sent, '/up', drift)).toBe(sent)
      expect(drift).toStrictEqual({ nulls: [], pointers: [`/up/${name}`], values: [null] })
    },
  )

  test('a name is escaped in the pointer', () => {
    const drift = noDrift()
    fit({ 'a/b~c': 1 }, '', drift)
    expect(drift.pointers).toEqual(['/a~1b~0c'])
  })

  test('a name that no pointer can hold makes its record unmapped as a whole', () => {
    const drift = noDrift()
    const inner = { text: null, other: 1, '\ud800': 2 }
    expect(fit({ inner }, '', drift)).toStrictEqual({ inner: null })
    expect(drift).toStrictEqual({ nulls: [], pointers: ['/inner'], values: [inner] })
    expect(fit({ '\ud800': 2 }, '', noDrift())).toBe(NO_FIT)
  })

  test('the parts that fit are the same objects, the others copies', () => {
    const inner = { text: 'x' }
    const sent = { inner, x: 'wrong' }
    const fitted = fit(sent, '', noDrift())
    expect(fitted).toStrictEqual({ inner, x: null })
    expect(Reflect.get(Object(fitted), 'inner')).toBe(inner)
    expect(sent).toStrictEqual({ inner: { text: 'x' }, x: 'wrong' })
  })

  test.each([null, [], 'x', 1, true])('%j is no record', (value) => {
    expect(fit(value, '', noDrift())).toBe(NO_FIT)
  })
})

describe('array', () => {
  const fit = fitOf(['null', { type: 'array', items: 'waba.Inner' }])

  test('an element that does not fit takes the array along, and nothing else stays in the drift', () => {
    const drift = noDrift()
    const x = [{ text: null, new: 1 }, { text: 2 }, null]
    expect(fit({ x, y: 1 }, '', drift)).toStrictEqual({ x: null, y: 1 })
    expect(drift).toStrictEqual({ nulls: [], pointers: ['/x', '/y'], values: [x, 1] })
  })

  test('a property inside a fitting element has a pointer of its own', () => {
    const drift = noDrift()
    const x = [{}, { text: 2, list: [null], id: 5, new: 1 }]
    expect(fit({ x }, '', drift)).toStrictEqual({ x: [{}, { text: null, list: null, id: '5', new: 1 }] })
    expect(drift).toStrictEqual({ nulls: [], pointers: ['/x/1/text', '/x/1/list', '/x/1/new'], values: [2, [null], 1] })
  })

  test('numbers become text in a copy', () => {
    const ids = fitOf(['null', { type: 'array', items: { type: 'string', logicalType: 'json-integer' } }])
    const x = [1, 2n ** 70n]
    expect(ids({ x }, '', noDrift())).toStrictEqual({ x: ['1', '1180591620717411303424'] })
    expect(x).toStrictEqual([1, 2n ** 70n])
  })
})

describe('schemas that a value cannot have', () => {
  const schemas: readonly [type: AvroSchema, message: RegExp][] = [
    ['string', /waba\.Value\.x is no union with null/],
    [['null', 'bytes'], /bytes/],
    [['null', { type: 'map', values: 'string' }], /map/],
    [['null', 'waba.Missing'], /waba\.Missing/],
  ]

  test.each(schemas.map(([type, message]) => ({ type, message })))('$type', ({ type, message }) => {
    expect(() => fitOf(type)).toThrow(message)
  })
})
