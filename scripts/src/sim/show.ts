import { jsonText } from '@wabastream/schemas/codec'
import type { OutputFlags } from '../output/output-format.ts'
import { printable } from '../output/printable.ts'
import { print } from '../output/standard-output.ts'
import { table } from '../output/table.ts'

type Row = readonly (string | number)[]

/** Prints a value as JSON, or the table that people read. */
export async function show(
  flags: OutputFlags,
  value: unknown,
  header: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (flags.output === 'json') return print(`${jsonText(value)}\n`)
  await print(
    table(
      header,
      rows.map((row) => row.map((cell) => (typeof cell === 'string' ? printable(cell) : cell))),
    ),
  )
}

/** Prints one object: a line for each of its properties, or JSON. */
export async function showObject(flags: OutputFlags, value: object): Promise<void> {
  const rows = Object.entries(value).map(([name, part]) => [name, typeof part === 'string' ? part : jsonText(part)])
  await show(flags, value, ['PROPERTY', 'VALUE'], rows)
}
