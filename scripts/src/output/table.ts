/** Columns side by side, for people: a header, then the rows; numbers to the right. '' when there are no rows. */
export function table(header: readonly string[], rows: readonly (readonly (string | number | bigint)[])[]): string {
  if (rows.length === 0) return ''
  const cells = rows.map((row) => row.map(String))
  const widths = header.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)))
  const toRight = header.map((_, at) => rows.every((row) => typeof row[at] !== 'string'))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (toRight[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [header, ...cells].map((row) => `${line(row)}\n`).join('')
}
