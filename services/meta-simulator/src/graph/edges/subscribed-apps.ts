import type { App, Override, Waba } from '../../world/objects.ts'
import { subscribe, unsubscribe } from '../../world/subscriptions.ts'
import { acceptedCallback, verificationFailed } from '../callback.ts'
import { enterWaba, success, type GraphCall, type GraphContext, type Operation } from '../call.ts'
import { parseFields, project } from '../fields.ts'
import { GraphRefusal, invalidParameter } from '../graph-error.ts'
import { pageOf } from '../paging.ts'

/** `POST /{waba}/subscribed_apps`: subscribes the app of the token. A call without override removes one that was there. */
export const subscribeApp: Operation = async (call, context) => {
  const waba = entered(call, 'change')
  const { app } = call.caller
  const override = await askedOverride(call, context, waba)
  // Read again: the verification took a while.
  const current = context.world.wabas.get(waba.id) ?? waba
  context.world.wabas.set(waba.id, subscribe(current, app.id, override))
  if (!override) return success(context)
  return { ...success(context), data: [{ override_callback_uri: override.callbackUri, ...appData(app) }] }
}

/** `GET /{waba}/subscribed_apps`: every app on the list, with its override. */
export const listSubscribedApps: Operation = (call, context) => {
  const waba = entered(call, 'read')
  const { settings, world } = context
  const asked = call.parameters.text('fields')
  const fields = asked === null ? null : parseFields(asked)
  const page = pageOf([...waba.subscriptions], ([appId]) => appId, {
    parameters: call.parameters,
    pageSize: settings.now.page_size,
    always: settings.now.paging === 'always',
    url: call.url,
  })
  const data = page.items.flatMap(([appId, { override }]) => {
    const app = world.apps.get(appId)
    if (!app) return []
    const shown = project(publicApp(app), fields, { type: 'WhatsAppApplication', defaults: ['link', 'name'] })
    return [{ whatsapp_business_api_data: shown, ...(override ? { override_callback_uri: override.callbackUri } : {}) }]
  })
  return { data, ...page.paging() }
}

/** `DELETE /{waba}/subscribed_apps`: takes the app of the token off the list. */
export const unsubscribeApp: Operation = (call, context) => {
  const waba = entered(call, 'change')
  const { app } = call.caller
  if (!waba.subscriptions.has(app.id)) {
    const message = 'The app is not subscribed to this WhatsApp Business Account'
    throw new GraphRefusal({ status: 404, type: 'GraphMethodException', code: 803, message })
  }
  context.world.wabas.set(waba.id, unsubscribe(waba, app.id))
  return success(context)
}

/** The override in a call's parameters, verified; null when there is none. */
async function askedOverride(call: GraphCall, context: GraphContext, waba: Waba): Promise<Override | null> {
  const uri = call.parameters.text('override_callback_uri')
  const verifyToken = call.parameters.text('verify_token')
  if (uri === null && verifyToken === null) return null
  if (uri === null) throw invalidParameter('verify_token is there without override_callback_uri')
  return verifiedOverride({ uri, verifyToken, waba }, call, context)
}

/**
 * An override that may be set: the app is subscribed, the address is one, and the callback knows the token.
 * @throws GraphRefusal 100 or 2200.
 */
export async function verifiedOverride(
  wanted: { readonly uri: string; readonly verifyToken: string | null; readonly waba: Waba },
  call: GraphCall,
  context: GraphContext,
): Promise<Override> {
  if (!wanted.waba.subscriptions.has(call.caller.app.id))
    throw invalidParameter('A callback can be overridden only for an app that is subscribed: subscribe it first')
  if (!wanted.verifyToken) throw invalidParameter('The parameter verify_token is required with a callback')
  const callbackUri = acceptedCallback(wanted.uri, context.settings.now)
  const problem = await context.verify(callbackUri, wanted.verifyToken)
  if (problem !== null) throw verificationFailed(problem)
  return { callbackUri, verifyToken: wanted.verifyToken }
}

function appData(app: App): object {
  return { whatsapp_business_api_data: publicApp(app) }
}

/** What everybody may know of an app. */
export function publicApp({ id, name }: App): Readonly<Record<string, unknown>> {
  return { link: `https://www.facebook.com/games/?app_id=${id}`, name, id }
}

function entered(call: GraphCall, purpose: 'read' | 'change'): Waba {
  if (call.subject.kind !== 'waba') throw new TypeError('subscribed_apps is an edge of a WABA')
  enterWaba(call, call.subject.object, purpose)
  return call.subject.object
}
