import { mayReach } from '../../world/access.ts'
import type { App, Token } from '../../world/objects.ts'
import type { World } from '../../world/world.ts'
import { callerOf, errorOfToken, problemOf, type Caller } from '../caller.ts'
import { GraphRefusal, invalidParameter } from '../graph-error.ts'
import type { Parameters } from '../parameters.ts'

/** Scopes whose grants name WABAs. */
const wabaScopes: ReadonlySet<string> = new Set(['whatsapp_business_management', 'whatsapp_business_messaging'])

interface Question {
  readonly caller: Caller
  readonly parameters: Parameters
  readonly world: World
  readonly nowMs: number
}

/** `GET /debug_token?input_token=`: what a token is and may do. Asked with a token of the same app. */
export function debugToken({ caller, parameters, world, nowMs }: Question): object {
  const text = parameters.text('input_token')
  if (text === null || text === '') throw invalidParameter('The parameter input_token is required')
  const asked = callerOf(world, text)
  if (!asked) {
    const error = { code: 190, message: 'The access token could not be parsed' }
    return { data: { error, is_valid: false, scopes: [] } }
  }
  if (asked.app.id !== caller.app.id) {
    const message = 'input_token belongs to another app than the token that asks'
    throw new GraphRefusal({ status: 400, type: 'OAuthException', code: 100, message })
  }
  return { data: asked.token ? userTokenData(asked.token, asked.app, world, nowMs) : appTokenData(asked.app) }
}

function appTokenData({ id, name }: App): object {
  return { app_id: id, type: 'APP', application: name, is_valid: true, scopes: [] }
}

function userTokenData(token: Token, app: App, world: World, nowMs: number): object {
  const problem = problemOf(token, nowMs)
  const error = problem && errorOfToken(problem)
  return {
    app_id: app.id,
    type: 'SYSTEM_USER',
    application: app.name,
    data_access_expires_at: 0,
    ...(error ? { error: { code: error.code, message: error.message, subcode: error.subcode } } : {}),
    expires_at: token.expiresAt === null ? 0 : Math.floor(token.expiresAt / 1000),
    is_valid: problem === null,
    issued_at: Math.floor(token.issuedAt / 1000),
    scopes: token.scopes,
    granular_scopes: token.scopes.map((scope) => granted(scope, token, world)),
    user_id: token.userId,
  }
}

/** Without `target_ids` the scope is for everything. */
function granted(scope: string, token: Token, world: World): object {
  if (token.wabaIds === null || !wabaScopes.has(scope)) return { scope }
  const reachable = token.wabaIds.filter((id) => {
    const waba = world.wabas.get(id)
    return waba !== undefined && mayReach(token, waba)
  })
  return { scope, target_ids: reachable.toReversed() }
}
