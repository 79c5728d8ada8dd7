import { fields } from '@wabastream/schemas/catalogue'
import { UsageError } from '../program/usage-error.ts'
import { glob } from './glob.ts'
import { nearest } from './nearest.ts'

/** The options of every command that picks events; each may be given several times and then means any of them. */
export interface FilterFlags {
  readonly waba?: readonly string[]
  readonly field?: readonly string[]
  readonly kind?: readonly string[]
  readonly key?: readonly string[]
  readonly eventId?: readonly string[]
  readonly where?: readonly string[]
}

/** What a filter looks at. `value` is the decoded record. */
export interface Filterable {
  readonly key: string | null
  readonly headers: Readonly<Record<string, string>>
  readonly value: unknown
}

export type Filter = (record: Filterable) => boolean

/**
 * One test from all options: a record must pass each option, and for an option any of its values (of `--where`, all).
 * @throws UsageError for a `--where` that is not `header=glob`, or a kind that no field has.
 */
export function filterOf(flags: FilterFlags): Filter {
  for (const kind of flags.kind ?? []) requireKind(kind)
  const tests: readonly Filter[] = [
    ...property('waba_id', flags.waba),
    ...property('field', flags.field?.map(fieldName)),
    ...property('kind', flags.kind),
    ...property('event_id', flags.eventId),
    ...(flags.key?.length ? [({ key }: Filterable) => key !== null && flags.key!.includes(key)] : []),
    ...(flags.where ?? []).map(headerMatches),
  ]
  return (record) => tests.every((test) => test(record))
}

/** A field as Meta spells it, also when it was typed like its topic. Fields that Meta adds later are no error. */
export function fieldName(typed: string): string {
  const spelled = typed.replaceAll('-', '_')
  return !fields.has(typed) && fields.has(spelled) ? spelled : typed
}

function property(name: string, wanted: readonly string[] | undefined): readonly Filter[] {
  if (wanted === undefined || wanted.length === 0) return []
  return [
    ({ value, headers }) => {
      const found = own(value, name) ?? fromHeaders(headers, name)
      return typeof found === 'string' && wanted.includes(found)
    },
  ]
}

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}

/** For records that could not be decoded: what their CloudEvents headers say. */
function fromHeaders(headers: Filterable['headers'], name: string): string | undefined {
  const [, field, kind] = /^wabastream\.(.*)\.([^.]*)$/s.exec(headers['ce_type'] ?? '') ?? []
  if (name === 'field') return field
  if (name === 'kind') return kind
  if (name === 'event_id') return headers['ce_id']
  return /^\/waba\/(.*)$/s.exec(headers['ce_source'] ?? '')?.[1]
}

function headerMatches(text: string): Filter {
  const at = text.indexOf('=')
  if (at < 1)
    throw new UsageError(`--where ${text} is not of the form 'header=pattern', such as 'ce_type=wabastream.messages.*'`)
  const header = text.slice(0, at)
  const matches = glob(text.slice(at + 1))
  return ({ headers }) => Object.hasOwn(headers, header) && matches(headers[header] ?? '')
}

function requireKind(kind: string): void {
  const kinds = new Set([...fields.values()].flatMap((field) => field.kinds))
  // Of what could not be taken apart: whole entries and changes of fields that the catalogue does not know.
  for (const other of ['entry', 'change']) kinds.add(other)
  if (kinds.has(kind)) return
  const near = nearest(kind, kinds)
  throw new UsageError(
    `No event is of kind ${kind}${near ? `; did you mean ${near}?` : '.'} Kinds: ${[...kinds].toSorted().join(', ')}`,
  )
}
