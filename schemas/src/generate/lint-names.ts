const TYPE_NAME = /^[A-Z][A-Za-z0-9]*$/
const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Longest doc. They travel with every schema, and they are comments in generated code. */
const MAX_DOC_CHARS = 140

/** Names that generated code cannot use beside its own: java.lang, java.util and TypeScript's globals. */
const TAKEN_TYPE_NAMES = new Set([
  'Array',
  'Boolean',
  'Buffer',
  'Character',
  'Class',
  'Date',
  'Double',
  'Enum',
  'Error',
  'Event',
  'Exception',
  'Float',
  'Integer',
  'List',
  'Long',
  'Map',
  'Module',
  'Number',
  'Object',
  'Package',
  'Process',
  'Record',
  'Runtime',
  'Set',
  'String',
  'Symbol',
  'System',
  'Thread',
  'Void',
])

/** Name of a record: PascalCase, and not one that generated Java or TypeScript has already. */
export function checkTypeName(name: string, at: string): readonly string[] {
  if (!TYPE_NAME.test(name)) return [`${at}: a type name is PascalCase letters and digits`]
  return TAKEN_TYPE_NAMES.has(name) ? [`${at}: ${name} clashes in generated code`] : []
}

/** Name of a property. Names of Object.prototype break JavaScript codecs. */
export function checkFieldName(name: string, at: string): readonly string[] {
  if (!FIELD_NAME.test(name)) return [`${at}: Avro cannot hold this name, leave the property out of the schema`]
  return name in Object.prototype ? [`${at}: a name of Object.prototype, leave the property out of the schema`] : []
}

/** One line of bounded length. */
export function checkDoc(doc: string | undefined, at: string): readonly string[] {
  if (doc === undefined) return []
  if (doc.length > MAX_DOC_CHARS) return [`${at}: the doc has ${doc.length} characters, at most ${MAX_DOC_CHARS}`]
  return doc.trim() === doc && doc !== '' && !doc.includes('\n') ? [] : [`${at}: the doc must be one trimmed line`]
}
