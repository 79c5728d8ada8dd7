type HeaderValue = Buffer | string

/** A record as the consumer group delivers it, in the client's own spelling: nothing is copied on the hot path. */
export interface RawRecord {
  readonly key: Buffer | null
  /** null is a tombstone. */
  readonly value: Buffer | null
  /** In digits. */
  readonly offset: string
  /** Epoch milliseconds in digits. */
  readonly timestamp: string
  /** A name with several values has them in an array. */
  readonly headers?: { readonly [name: string]: HeaderValue | HeaderValue[] | undefined }
}

/** The first value of a header as text; undefined when the record has none of that name. */
export function headerText({ headers }: RawRecord, name: string): string | undefined {
  const value = headers?.[name]
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first : first?.toString()
}
