import { parseSchema, readability } from './readability.ts'
import { silentChanges } from './silent-changes.ts'

/**
 * Why two versions of a schema cannot live on one topic; empty when they can. Both must read what the other wrote (what
 * a registry calls FULL), and nothing may change that a registry lets pass although readers notice: a logical type, a
 * default, text against bytes, a property that goes away or is renamed.
 * FULL_TRANSITIVE is this, for the new text against every registered version.
 * Throws SyntaxError or Error when a text is no Avro schema.
 */
export function incompatibilities(oldText: string, newText: string): readonly string[] {
  const before = parseSchema(oldText)
  const after = parseSchema(newText)
  return [
    ...readability(before, after).map((problem) => `the new schema cannot read old records: ${problem}`),
    ...readability(after, before).map((problem) => `the old schema cannot read new records: ${problem}`),
    ...silentChanges(before, after),
  ]
}
