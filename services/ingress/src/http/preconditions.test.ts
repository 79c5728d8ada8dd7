import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { refusedByHeaders } from './preconditions.ts'

const signature = `sha256=${'a'.repeat(64)}`
const good = { 'content-type': 'application/json', 'x-hub-signature-256': signature, 'content-length': '2' }

test.each<[string, Record<string, string>, number | null]>([
  ['good headers', {}, null],
  ['charset', { 'content-type': 'application/json; charset=utf-8' }, null],
  ['space before the parameter', { 'content-type': 'application/json ;charset=utf-8' }, null],
  ['exactly the bound', { 'content-length': String(limits.bodyBytes) }, null],
  ['another type that begins alike', { 'content-type': 'application/json-patch+json' }, 415],
  ['text', { 'content-type': 'text/plain' }, 415],
  ['no type', { 'content-type': '' }, 415],
  ['gzip', { 'content-encoding': 'gzip' }, 415],
  ['one byte over the bound', { 'content-length': String(limits.bodyBytes + 1) }, 413],
  ['no signature', { 'x-hub-signature-256': '' }, 401],
  ['short signature', { 'x-hub-signature-256': signature.slice(1) }, 401],
])('%s', (_, changes, status) => {
  const headers = { ...good, ...changes }
  expect(refusedByHeaders(headers, Object.entries(headers).flat())).toBe(status)
})

test('media type comes before length, length before signature', () => {
  const headers = { 'content-type': 'text/plain', 'content-length': '9999999999' }
  expect(refusedByHeaders(headers, [])).toBe(415)
  expect(refusedByHeaders({ ...headers, 'content-type': 'application/json' }, [])).toBe(413)
})

test('a signature header that was sent twice is none, whatever the parsed headers say', () => {
  const raw = ['X-Hub-Signature-256', signature, 'x-hub-signature-256', signature]
  expect(refusedByHeaders(good, raw)).toBe(401)
  expect(refusedByHeaders(good, raw.slice(2))).toBeNull()
})
