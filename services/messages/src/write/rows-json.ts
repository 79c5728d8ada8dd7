import { storable } from '@wabastream/sdk/store'

/** Rows as the JSON text that `json_to_recordset` takes: one parameter for any number of rows. */
export function rowsJson(rows: readonly object[]): string {
  const text = JSON.stringify(rows)
  // Few rows hold what PostgreSQL cannot: only they are read a second time.
  return /\\u(?:0000|d[89a-f])/i.test(text) ? JSON.stringify(storable(JSON.parse(text))) : text
}
