import type { AvroField, AvroRecord } from './avro.ts'

/** What differs between the event records of two topics. */
export interface EventParts {
  readonly name: string
  readonly doc: string
  /** Stands in place of the template's `value`. */
  readonly value: AvroField
}

/**
 * Wraps a value in the event record. The envelope is written once, in `records/event.avsc`; this keeps its properties and
 * their order and replaces `value`.
 */
export function eventRecord(template: AvroRecord, parts: EventParts): AvroRecord {
  if (!template.fields.some((field) => field.name === 'value')) throw new Error(`${template.name} has no field value`)
  return {
    ...template,
    name: parts.name,
    doc: parts.doc,
    fields: template.fields.map((field) => (field.name === 'value' ? { ...parts.value } : field)),
  }
}

/** `account_update` → `AccountUpdate`: the stem of the type names of a field. */
export function pascal(name: string): string {
  return name
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
