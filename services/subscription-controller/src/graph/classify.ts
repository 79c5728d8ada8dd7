import type { Fault, FaultClass, FaultKind } from './fault.ts'
import { property, whole } from './json.ts'

interface Meaning {
  readonly class: FaultClass
  readonly kind: FaultKind
  readonly scope?: 'waba' | 'app'
  readonly advice: string
}

const tokenAdvice: Readonly<Record<number, string>> = {
  458: 'The app is not installed any more for the owner of the token: go through the sign-up again, make a new token.',
  460: 'The password of the owner of the token was changed: make a new token of a system user.',
  463: 'The token has expired: make a new token of a system user that never expires.',
  467: 'The token was invalidated: make a new token of a system user.',
}

const server: Meaning = { class: 'transient', kind: 'server', advice: 'Meta has trouble; it is tried again.' }
const throttledApp: Meaning = {
  class: 'transient',
  kind: 'throttled',
  scope: 'app',
  advice:
    'The app makes too many calls: all of this app waits, longer each time. Look for other tools with the same app.',
}
const throttledWaba: Meaning = {
  class: 'transient',
  kind: 'throttled',
  scope: 'waba',
  advice: 'Too many calls for this account: it waits, longer each time, others go on. Look for other tools of the app.',
}
const permission: Meaning = {
  class: 'needs-operator',
  kind: 'permission',
  advice:
    'The token may not manage this account: it needs the permission whatsapp_business_management, and its system user must be allowed to edit the account (business settings, accounts, WhatsApp accounts, people).',
}
const gone: Meaning = {
  class: 'permanent',
  kind: 'gone',
  advice: 'There is no such account, or the token has no right to see it: check the id and who it is shared with.',
}
const callback: Meaning = {
  class: 'needs-operator',
  kind: 'callback',
  advice:
    'Meta asked the callback to verify itself and did not get the challenge back: check that the address can be reached from outside and that the ingress knows the verify token (META_VERIFY_TOKENS).',
}
const blocked: Meaning = {
  class: 'needs-operator',
  kind: 'blocked',
  advice: 'Meta has locked the account or the app: look at Account quality in the business settings.',
}
const invalid: Meaning = {
  class: 'permanent',
  kind: 'invalid',
  advice: 'Meta refuses what was asked: check the declaration; it is tried again at the next look.',
}
const token: Meaning = {
  class: 'needs-operator',
  kind: 'token',
  advice: 'The token is not valid: make a new token of a system user.',
}

const byCode: ReadonlyMap<number, Meaning> = new Map([
  ...[0, 1, 2].map((code) => [code, server] as const),
  ...[4, 17, 32, 613].map((code) => [code, throttledApp] as const),
  ...[80_007, 80_008].map((code) => [code, throttledWaba] as const),
  ...[3, 10].map((code) => [code, permission] as const),
  ...[33, 368, 131_031].map((code) => [code, blocked] as const),
  ...[102, 190].map((code) => [code, token] as const),
  [803, gone],
  [2200, callback],
])

/** What an error of the Graph API means: by `is_transient`, then its code, then the status; never by its words. */
export function classify(status: number, body: unknown): Fault {
  const error = property(body, 'error')
  const code = whole(property(error, 'code'))
  const subcode = whole(property(error, 'error_subcode'))
  const known = meaningOf(status, code, subcode)
  const passing = property(error, 'is_transient') === true && known.kind !== 'throttled'
  const meaning = passing ? server : known
  const advice = meaning.kind === 'token' ? (tokenAdvice[subcode ?? 0] ?? meaning.advice) : meaning.advice
  return { class: meaning.class, kind: meaning.kind, scope: meaning.scope ?? null, status, code, subcode, advice }
}

function meaningOf(status: number, code: number | null, subcode: number | null): Meaning {
  if (code === 100 && subcode === 33) return gone
  if (code === 100) return status === 422 ? callback : invalid
  if (code !== null && code >= 200 && code <= 299) return permission
  return (code === null ? undefined : byCode.get(code)) ?? byStatus(status)
}

function byStatus(status: number): Meaning {
  if (status >= 500) return server
  if (status === 429) return throttledApp
  if (status === 401) return token
  if (status === 403) return permission
  return status === 404 ? gone : invalid
}
