/**
 * Rows as the JSON text that `json_to_recordset` takes: one parameter for any number of rows. PostgreSQL keeps no NUL
 * character and no half of a surrogate pair; people can send both.
 */
export function rowsJson(rows: readonly object[]): string {
  const text = JSON.stringify(rows)
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text
  return JSON.stringify(rows, (_name, value: unknown) => cleaned(value))
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return clean(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), inner]))
}

const clean = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed()
