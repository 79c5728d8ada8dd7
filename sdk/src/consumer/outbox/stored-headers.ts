import type { RecordHeaders } from '../../kafka/index.ts'

/** A header's value as JSON: text as it is, bytes in base64. */
type StoredValue = string | { readonly base64: string }
export type StoredHeaders = Readonly<Record<string, StoredValue | readonly StoredValue[]>>

type HeaderValue = string | Buffer

export function storeHeaders(headers: RecordHeaders): StoredHeaders {
  return mapHeaders<HeaderValue, StoredValue>(headers, (value) =>
    Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value,
  )
}

export function readHeaders(stored: StoredHeaders): RecordHeaders {
  return mapHeaders<StoredValue, HeaderValue>(stored, (value) =>
    typeof value === 'string' ? value : Buffer.from(value.base64, 'base64'),
  ) as RecordHeaders
}

function mapHeaders<A, B>(
  headers: Readonly<Record<string, A | readonly A[]>>,
  map: (value: A) => B,
): Record<string, B | readonly B[]> {
  const mapped = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value as readonly A[]).map(map) : map(value as A),
  ])
  return Object.fromEntries(mapped) as Record<string, B | readonly B[]>
}
