import { isLoopback } from '@wabastream/sdk/config'

/** Meta's bound for a callback override. */
const maxLength = 200

/** Why Meta could not deliver to this address, or null. http is fine on this machine only, for the simulator. */
export function callbackProblem(text: string): string | null {
  if (!URL.canParse(text)) return 'must be an address such as https://hooks.example.com/webhook'
  const { protocol, username, password, hostname, pathname, hash } = new URL(text)
  if (username !== '' || password !== '') return 'must not hold a user or password'
  if (hash !== '') return 'must not hold a fragment (#…)'
  if (pathname.includes('+'))
    return 'must not have + in its path: Meta turns it into a space, and the verification fails'
  if (text.length > maxLength) return `must have at most ${maxLength} characters`
  if (protocol === 'https:') return null
  if (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, ''))) return null
  return 'must begin with https:// (http:// is fine only for an address of this machine)'
}
