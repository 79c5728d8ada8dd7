import type { IncomingHttpHeaders } from 'node:http'
import { isSignature, signatureHeader } from '@wabastream/sdk/webhook'
import { limits } from './limits.ts'

const json = /^application\/json[ \t]*(?:;|$)/i

/**
 * What can be refused before a single byte of the body is read: 415, 413 or 401; null when the body may come.
 * `rawHeaders` shows a header that was sent twice, which the parsed ones hide.
 */
export function refusedByHeaders(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): 401 | 413 | 415 | null {
  if (!json.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined) return 415
  if (Number(headers['content-length'] ?? 0) > limits.bodyBytes) return 413
  if (!isSignature(headers[signatureHeader]) || timesSent(rawHeaders, signatureHeader) !== 1) return 401
  return null
}

function timesSent(rawHeaders: readonly string[], name: string): number {
  let times = 0
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i]?.length === name.length && rawHeaders[i]?.toLowerCase() === name) times++
  return times
}
