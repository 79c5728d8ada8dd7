import avsc from 'avsc'

/** avsc's reading head, as far as the bounded types use it. */
interface Tap {
  readonly buf: Buffer
  readonly pos: number
  readLong(): number
  readString(): string
  skipLong(): void
}

interface Reader {
  _read(tap: Tap): unknown
}

type Options = Parameters<typeof avsc.Type.forSchema>[1]

/**
 * Builds the avsc type of a schema text. Values are plain: no wrapped unions, records without methods. The options are
 * made anew on every call, because avsc keeps its registry of names on them.
 */
export function avroType(schemaText: string): avsc.Type {
  return avsc.Type.forSchema(JSON.parse(schemaText), {
    wrapUnions: 'never',
    omitRecordMethods: true,
    typeHook: bounded,
  })
}

/**
 * avsc believes the number of elements that an array or a map claims, and reads on beyond the end of the bytes: a few
 * corrupt bytes would fill the memory. The two types below refuse a number that the bytes left cannot hold.
 */
function bounded(schema: avsc.Schema, options: Options): avsc.Type | undefined {
  if (typeof schema !== 'object' || !('type' in schema)) return undefined
  if (schema.type === 'array') return new BoundedArray(schema, options)
  return schema.type === 'map' ? new BoundedMap(schema, options) : undefined
}

class BoundedArray extends avsc.types.ArrayType {
  _read(tap: Tap): unknown[] {
    const items: unknown = this.itemsType
    const list: unknown[] = []
    if (!isReader(items)) return list
    for (let count = blockLength(tap); count > 0; count = blockLength(tap)) {
      for (let i = 0; i < count; i += 1) list.push(read(items, tap))
    }
    return list
  }
}

class BoundedMap extends avsc.types.MapType {
  _read(tap: Tap): Record<string, unknown> {
    const values: unknown = this.valuesType
    const map: Record<string, unknown> = {}
    if (!isReader(values)) return map
    for (let count = blockLength(tap); count > 0; count = blockLength(tap)) {
      for (let i = 0; i < count; i += 1) map[tap.readString()] = read(values, tap)
    }
    return map
  }
}

function isReader(type: unknown): type is Reader {
  return typeof type === 'object' && type !== null && '_read' in type
}

function read(type: Reader, tap: Tap): unknown {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- avsc's own name
  return type._read(tap)
}

/** The number of elements in the next block; 0 ends the list. An element takes a byte at least: no schema has empty ones. */
function blockLength(tap: Tap): number {
  const claimed = tap.readLong()
  if (claimed < 0) tap.skipLong()
  const count = Math.abs(claimed)
  if (count > tap.buf.length - tap.pos) throw new RangeError('a list claims more elements than there are bytes')
  return count
}
