import { fields as catalogue } from '@wabastream/schemas/catalogue'
import { amendWebhook, dropWebhook } from '../../world/app-webhooks.ts'
import { wabaObject, type App } from '../../world/objects.ts'
import { acceptedCallback, verificationFailed } from '../callback.ts'
import { appTokenNeeded, success, type GraphCall, type Operation } from '../call.ts'
import { invalidParameter, noSuchObject } from '../graph-error.ts'

/** Object types that an app can subscribe to. */
const objectTypes: ReadonlySet<string> = new Set([wabaObject, 'user', 'page', 'permissions', 'payments', 'instagram'])

/** `POST /{app}/subscriptions`: sets the callback of an object type, and adds fields to those that were chosen. */
export const amendSubscription: Operation = async (call, context) => {
  const app = ownApp(call)
  const object = objectOf(call) ?? refuseMissing('object')
  const uri = call.parameters.text('callback_url') ?? refuseMissing('callback_url')
  const verifyToken = call.parameters.text('verify_token') ?? refuseMissing('verify_token')
  const fields = fieldsOf(call, object) ?? []
  if (fields.length === 0 && !app.webhooks.has(object)) refuseMissing('fields')
  const callbackUrl = acceptedCallback(uri, context.settings.now)
  const problem = await context.verify(callbackUrl, verifyToken)
  if (problem !== null) throw verificationFailed(problem)
  const current = context.world.apps.get(app.id) ?? app
  const includeValues = call.parameters.text('include_values') !== 'false'
  const change = { callbackUrl, verifyToken, includeValues, fields, version: call.version }
  context.world.apps.set(app.id, amendWebhook(current, object, change))
  return success(context)
}

/** `GET /{app}/subscriptions`. */
export const listSubscriptions: Operation = (call) => {
  const app = ownApp(call)
  const data = [...app.webhooks].map(([object, { callbackUrl, fields }]) => ({
    object,
    callback_url: callbackUrl,
    active: true,
    fields: [...fields].map(([name, version]) => ({ name, version })),
  }))
  return { data }
}

/** `DELETE /{app}/subscriptions`: some fields, one object type, or, without `object`, everything that the app has. */
export const dropSubscription: Operation = (call, context) => {
  const app = ownApp(call)
  const object = objectOf(call)
  if (object === null) context.world.apps.set(app.id, { ...app, webhooks: new Map() })
  else context.world.apps.set(app.id, dropWebhook(app, object, fieldsOf(call, object) ?? undefined))
  return success(context)
}

function objectOf(call: GraphCall): string | null {
  const object = call.parameters.text('object')
  if (object !== null && !objectTypes.has(object))
    throw invalidParameter(`There are no webhooks of objects '${object}'`)
  return object
}

function fieldsOf(call: GraphCall, object: string): readonly string[] | null {
  const names = call.parameters.names('fields')
  const unknown = object === wabaObject ? names?.find((name) => !catalogue.has(name)) : undefined
  if (unknown !== undefined) throw invalidParameter(`There is no field '${unknown}' of ${wabaObject}`)
  return names
}

function ownApp(call: GraphCall): App {
  if (call.subject.kind !== 'app') throw new TypeError('subscriptions is an edge of an app')
  if (call.caller.token !== null) throw appTokenNeeded()
  if (call.caller.app.id !== call.subject.object.id) throw noSuchObject(call.method, call.subject.object.id)
  return call.subject.object
}

function refuseMissing(name: string): never {
  throw invalidParameter(`The parameter ${name} is required`)
}
