/** The bytes are no Confluent wire format: too short, or they do not begin with the magic byte 0. */
export class NotAvroError extends Error {
  override readonly name = 'NotAvroError'
}

/** The bytes are wire format, but not a whole value of the schema: cut short, longer than the value, or corrupt. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError'
}

/** A record cannot be written in its topic's schema. The message names the place, never the value. */
export class UnencodableError extends Error {
  override readonly name = 'UnencodableError'
}
