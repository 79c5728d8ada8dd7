import { sign, signatureHeader, signingKey } from '@wabastream/sdk/webhook'
import { textWebhook } from '../rig/text-webhook.ts'

/** As many people as spread over all partitions of the topic. */
const people = 1000

/** Whole HTTP requests, ready to be written to a socket: signing must not cost time while something is measured. */
export interface SignedRequests {
  /** The next `count` requests, each with an id that was never used before. */
  next(count: number): readonly Buffer[]
}

export function createSignedRequests(secret: string, run: string): SignedRequests {
  const key = signingKey(secret)
  let made = 0
  const request = () => {
    const body = textWebhook({ id: `wamid.${run}${String(made).padStart(24, '0')}`, user: made % people })
    made += 1
    const head = [
      'POST /webhook HTTP/1.1',
      'host: 127.0.0.1',
      'accept: */*',
      'user-agent: facebookexternalua',
      'content-type: application/json',
      `content-length: ${body.length}`,
      `${signatureHeader}: ${sign(body, key)}`,
    ]
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body])
  }
  return { next: (count) => Array.from({ length: count }, request) }
}
