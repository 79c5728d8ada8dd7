import { randomInt } from 'node:crypto'
import { request } from 'undici'

/** More than this of an answer is not read. */
const longestAnswer = 1024

/**
 * The handshake: GET with `hub.mode`, `hub.challenge` and `hub.verify_token`; the callback must answer 200 and the challenge
 * alone. Gives what was wrong, or null. Redirects are not followed.
 */
export async function verifyCallback(callback: string, verifyToken: string, timeoutMs: number): Promise<string | null> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000))
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const headers = { 'user-agent': 'facebookplatform/1.0 (+http://developers.facebook.com)', accept: '*/*' }
    const { statusCode, body } = await request(url, { headers, signal, reset: true })
    const answer = await beginningOf(body)
    if (statusCode !== 200) return `HTTP status ${statusCode}, not 200`
    return answer === challenge ? null : 'the answer is not the challenge'
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    return `it could not be reached (${code ?? name})`
  }
}

async function beginningOf(body: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += chunk.toString('utf8')
    if (text.length > longestAnswer) break
  }
  return text
}
