import type { Settings } from '../settings.ts'
import { GraphRefusal, invalidParameter } from './graph-error.ts'

const longestUrl = 200

/**
 * A callback as Graph keeps it: a `+` in the path has become a space, as users found out.
 * @throws GraphRefusal 100 when it is no address, too long, or of another protocol.
 */
export function acceptedCallback(text: string, { require_https }: Pick<Settings, 'require_https'>): string {
  if (text.length > longestUrl) throw invalidParameter(`A callback has at most ${longestUrl} characters`)
  if (!URL.canParse(text)) throw invalidParameter('The callback is no address')
  const url = new URL(text)
  const allowed = require_https ? ['https:'] : ['https:', 'http:']
  if (!allowed.includes(url.protocol)) throw invalidParameter('The callback must begin with https://')
  url.pathname = url.pathname.replaceAll('+', '%20')
  return url.href
}

/** Refuses because the callback did not answer the verification as it must. */
export function verificationFailed(problem: string): GraphRefusal {
  const message = `The callback did not pass its verification: ${problem}`
  return new GraphRefusal({ status: 400, type: 'OAuthException', code: 2200, message })
}
