import type { App, Token, Waba } from './objects.ts'

type Grant = Pick<Token, 'businessId' | 'wabaIds' | 'readOnlyWabaIds'>

/** Whether a token can reach a WABA at all: its business owns it or was given it, and the token was granted it. */
export function mayReach(token: Grant, waba: Pick<Waba, 'id' | 'businessId' | 'sharedWith'>): boolean {
  return belongsTo(waba, token.businessId) && (token.wabaIds === null || token.wabaIds.includes(waba.id))
}

/** Whether a token may change a WABA, its subscriptions included. */
export function mayEdit(token: Grant, waba: Pick<Waba, 'id' | 'businessId' | 'sharedWith'>): boolean {
  return mayReach(token, waba) && !token.readOnlyWabaIds.includes(waba.id)
}

/**
 * Whether an app can get webhooks of a WABA: the app must be owned by the business of the WABA, or by one that the WABA is
 * shared with. An app that is itself only shared with the business can be subscribed, and gets nothing.
 */
export function mayReceive(app: Pick<App, 'businessId'>, waba: Pick<Waba, 'businessId' | 'sharedWith'>): boolean {
  return belongsTo(waba, app.businessId)
}

function belongsTo(waba: Pick<Waba, 'businessId' | 'sharedWith'>, businessId: string): boolean {
  return waba.businessId === businessId || waba.sharedWith.includes(businessId)
}
