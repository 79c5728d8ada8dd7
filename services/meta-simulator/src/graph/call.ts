import type { CurrentSettings } from '../settings.ts'
import type { Token, Waba } from '../world/objects.ts'
import { mayEdit, mayReach } from '../world/access.ts'
import type { Named, World } from '../world/world.ts'
import type { Caller } from './caller.ts'
import { GraphRefusal, mayNotEdit, noSuchObject, scopeMissing } from './graph-error.ts'
import type { Parameters } from './parameters.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One call that was let in. */
export interface GraphCall {
  readonly method: Method
  /** The version that serves it: `v26.0`. */
  readonly version: string
  /** What the path names. */
  readonly subject: Named
  readonly caller: Caller
  readonly parameters: Parameters
  /** The address as the caller wrote it. */
  readonly url: URL
}

/** What the operations work on. */
export interface GraphContext {
  readonly world: World
  readonly settings: CurrentSettings
  /** Epoch milliseconds. */
  readonly clock: () => number
  /** Asks a callback whether it knows the verify token; gives what is wrong, or null. */
  readonly verify: (callback: string, verifyToken: string) => Promise<string | null>
}

/** What one method does on one edge; throws GraphRefusal. */
export type Operation = (call: GraphCall, context: GraphContext) => object | Promise<object>

export const managementScope = 'whatsapp_business_management'

/** The token of a user; an app token has no business with objects of a business. */
export function userToken(call: GraphCall, scope: string): Token {
  const { token } = call.caller
  if (!token) throw noSuchObject(call.method, call.subject.object.id)
  if (!token.scopes.includes(scope)) throw scopeMissing(scope)
  return token
}

/**
 * Lets a token of a user pass that may reach this WABA and, for a change, edit it.
 * @throws GraphRefusal 100/33 when it may not even see it, 10 without the scope, 200 when it may only look.
 */
export function enterWaba(call: GraphCall, waba: Waba, purpose: 'read' | 'change'): void {
  const { token } = call.caller
  if (!token || !mayReach(token, waba)) throw noSuchObject(call.method, call.subject.object.id)
  userToken(call, managementScope)
  if (purpose === 'change' && !mayEdit(token, waba)) throw mayNotEdit()
}

/** The answer of a write that was done. */
export function success({ settings }: GraphContext): { readonly success: true | 'true' } {
  return { success: settings.now.success === 'text' ? 'true' : true }
}

/** The WABA of this number or of itself. */
export function wabaOf(world: World, subject: Named): Waba | null {
  if (subject.kind === 'waba') return subject.object
  return subject.kind === 'number' ? (world.wabas.get(subject.object.wabaId) ?? null) : null
}

/** Refuses because a method needs the app token `APPID|SECRET` of this very app. */
export function appTokenNeeded(): GraphRefusal {
  const message = 'This call needs the access token of the app, APPID|SECRET'
  return new GraphRefusal({ status: 400, type: 'OAuthException', code: 15, message })
}
