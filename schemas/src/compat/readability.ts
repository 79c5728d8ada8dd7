import avsc, { type Schema, type Type } from 'avsc'

/** Reads schema text as JSON; what it means is left to avsc. */
export function parseSchema(text: string): Schema {
  const schema: Schema = JSON.parse(text)
  return schema
}

/** Why `reader` cannot read what `writer` wrote, by the rules of Avro's schema resolution. */
export function readability(writer: Schema, reader: Schema): readonly string[] {
  const writerType = typeOf(writer)
  const readerType = typeOf(reader)
  try {
    readerType.createResolver(writerType)
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

/** Options are fresh on each call: avsc keeps its registry of names on them. */
function typeOf(schema: Schema): Type {
  return avsc.Type.forSchema(schema, { wrapUnions: 'never', omitRecordMethods: true })
}
