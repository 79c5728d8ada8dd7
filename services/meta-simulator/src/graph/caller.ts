import { createHmac, timingSafeEqual } from 'node:crypto'
import type { App, Token, TokenProblem } from '../world/objects.ts'
import { findToken, type World } from '../world/world.ts'
import { GraphRefusal, type GraphError } from './graph-error.ts'

/** Who calls: an app, and the token of one of its users, or null for the app token `APPID|SECRET`. */
export interface Caller {
  readonly app: App
  readonly token: Token | null
}

/** The token's text, and the proof that its holder knows the app secret. */
export interface Credentials {
  readonly token: string | null
  readonly proof: string | null
}

const subcodes: Readonly<Record<TokenProblem, number>> = {
  app_not_installed: 458,
  password_changed: 460,
  expired: 463,
  invalid: 467,
}

const reasons: Readonly<Record<TokenProblem, string>> = {
  app_not_installed: 'its user has removed the app',
  password_changed: 'its user has changed the password',
  expired: 'it has expired',
  invalid: 'it was made invalid',
}

/** Whose token this is, whether or not it may still be used; null when nobody's. */
export function callerOf(world: World, text: string | null): Caller | null {
  if (text === null) return null
  const [, appId, secret] = /^(\d+)\|(.+)$/.exec(text) ?? []
  if (appId !== undefined && secret !== undefined) {
    const app = world.apps.get(appId)
    return app && equal(app.secret, secret) ? { app, token: null } : null
  }
  const token = findToken(world, text)
  const app = token && world.apps.get(token.appId)
  return token && app ? { app, token } : null
}

/** What is wrong with a token now, or null. */
export function problemOf(token: Token, nowMs: number): TokenProblem | null {
  return token.problem ?? (token.expiresAt !== null && token.expiresAt <= nowMs ? 'expired' : null)
}

/**
 * Lets a caller in.
 * @throws GraphRefusal 104 without a token, 190 for one that cannot be used, 100 for a wrong or missing proof.
 */
export function admit(caller: Caller | null, { token, proof }: Credentials, nowMs: number): Caller {
  if (token === null)
    throw new GraphRefusal({
      status: 400,
      type: 'OAuthException',
      code: 104,
      message: 'This request needs an access token',
    })
  if (caller === null) throw new GraphRefusal(tokenError('it is of no known form, or of no user or app'))
  const problem = caller.token && problemOf(caller.token, nowMs)
  if (problem) throw new GraphRefusal(tokenError(reasons[problem], subcodes[problem]))
  checkProof(caller, token, proof)
  return caller
}

/** The error 190 that a token with this problem gets. */
export function errorOfToken(problem: TokenProblem): GraphError {
  return tokenError(reasons[problem], subcodes[problem])
}

function tokenError(reason: string, subcode?: number): GraphError {
  const message = `The access token could not be validated: ${reason}`
  return { status: 401, type: 'OAuthException', code: 190, message, ...(subcode === undefined ? {} : { subcode }) }
}

function checkProof({ app, token: userToken }: Caller, token: string, proof: string | null): void {
  if (proof === null) {
    if (app.requireProof && userToken)
      throw proofRefused('The app wants every call of a server to carry appsecret_proof')
    return
  }
  const right = createHmac('sha256', app.secret).update(token).digest('hex')
  if (!equal(right, proof)) throw proofRefused('appsecret_proof is not the one of this token and app')
}

function proofRefused(message: string): GraphRefusal {
  return new GraphRefusal({ status: 400, type: 'GraphMethodException', code: 100, message })
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
