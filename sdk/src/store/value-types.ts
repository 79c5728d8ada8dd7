import pg from 'pg'

// Numbers of PostgreSQL's types (pg_type.oid). They never change.
const [int8, int8Array, date, dateArray, timestamp, timestampArray, timestamptz, timestamptzArray] = [
  20, 1016, 1082, 1182, 1114, 1115, 1184, 1185,
]

// Its type knows only the numbers of some types.
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => (text: string) => unknown

const textArray: number = 1009

const parsers = new Map<number, (text: string) => unknown>([
  [int8, wholeNumber],
  [int8Array, arrayOf(wholeNumber)],
  [date, (text) => text],
  [dateArray, arrayOf((text) => text)],
  [timestamp, epochMs],
  [timestampArray, arrayOf(epochMs)],
  [timestamptz, epochMs],
  [timestamptzArray, arrayOf(epochMs)],
])

/** How values of rows become ours. The connection's time zone must be UTC. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? parserOf(oid, format),
}

function wholeNumber(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** PostgreSQL writes 2026-01-31 09:30:00.123456+00; what is below a millisecond is dropped. */
function epochMs(text: string): number {
  if (text === 'infinity') return Number.POSITIVE_INFINITY
  if (text === '-infinity') return Number.NEGATIVE_INFINITY
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, '')}Z`)
}

/** Any array of PostgreSQL is written as one of texts. */
function arrayOf(parse: (text: string) => unknown): (text: string) => unknown {
  const each = (item: unknown): unknown => {
    if (item === null) return null
    return Array.isArray(item) ? item.map(each) : parse(item as string)
  }
  const texts = parserOf(textArray, 'text')
  return (text) => each(texts(text))
}
