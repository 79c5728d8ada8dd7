import { isIP } from 'node:net'
import { refusedAddress } from '../send/public-address.ts'

/** Why notifications cannot go to this address, or null. The text does not repeat the address: it may be a secret. */
export function urlProblem(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'is no address'
  const { protocol, username, password, hostname, hash } = new URL(text)
  if (username !== '' || password !== '') return 'must not hold a user or password'
  if (hash !== '') return 'must not hold a fragment (#…): it would not be sent'
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
    return 'must begin with https:// (http:// is fine only with allow_private: true)'
  const literal = hostname.replace(/^\[|\]$/g, '')
  const refused = allowPrivate || isIP(literal) === 0 ? null : refusedAddress(literal)
  return refused === null ? null : `is an address that is refused (${refused}); allow_private: true permits it`
}
