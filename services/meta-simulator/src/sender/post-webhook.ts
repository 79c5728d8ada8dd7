import { createHmac } from 'node:crypto'
import { sign, signatureHeader } from '@wabastream/sdk/webhook'
import { request } from 'undici'
import type { Attempt } from './delivery-log.ts'

export interface Post {
  readonly callback: string
  readonly body: Buffer
  readonly secret: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

const shownCharacters = 300

/** Posts a signed webhook once, as Meta does; never rejects. Redirects are answers like any other. */
export async function postWebhook({ callback, body, secret, timeoutMs, signal }: Post): Promise<Omit<Attempt, 'at'>> {
  const startedAt = performance.now()
  const done = (rest: Omit<Attempt, 'at' | 'duration_ms'>) => ({
    ...rest,
    duration_ms: Math.round(performance.now() - startedAt),
  })
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'facebookexternalua',
    accept: '*/*',
    [signatureHeader]: sign(body, secret),
    'x-hub-signature': `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
  }
  try {
    const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const response = await request(callback, { method: 'POST', headers, body, signal: either, reset: true })
    const answer = await beginningOf(response.body)
    return done({ status: response.statusCode, error: null, answer })
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    return done({ status: null, error: code ?? name, answer: '' })
  }
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString('utf8')
    if (text.length >= shownCharacters) break
  }
  return text.slice(0, shownCharacters)
}
