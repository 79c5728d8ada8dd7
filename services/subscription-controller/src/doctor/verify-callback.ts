import { randomBytes } from 'node:crypto'
import { request } from 'undici'

/** Asks a callback to verify itself, as Meta does. Null: it did; else what is wrong and what to do. */
export async function verifyCallback(callback: string, verifyToken: string): Promise<string | null> {
  const challenge = randomBytes(8).toString('hex')
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  try {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(4000) })
    const text = (await body.text()).slice(0, 300)
    if (statusCode === 200 && text.trim() === challenge) return null
    if (statusCode === 403)
      return 'The callback refuses the verify token: the ingress must know the declared one (META_VERIFY_TOKENS).'
    return statusCode === 200
      ? 'The callback answers, but not with the challenge: something else listens at this address.'
      : `The callback answers with ${statusCode}: check its path and what is in front of the ingress.`
  } catch {
    return 'The callback cannot be reached from here: check that the ingress runs, its name and its certificate.'
  }
}
