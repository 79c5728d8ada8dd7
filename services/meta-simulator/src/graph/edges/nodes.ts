import { enterWaba, wabaOf, type Operation } from '../call.ts'
import { parseFields, project } from '../fields.ts'
import { noSuchObject } from '../graph-error.ts'
import { readWaba } from './business-accounts.ts'
import { publicApp } from './subscribed-apps.ts'

/** `GET /{waba}`. */
export const wabaNode: Operation = (call, context) => {
  const waba = wabaOf(context.world, call.subject)
  if (!waba) throw noSuchObject(call.method, call.subject.object.id)
  enterWaba(call, waba, 'read')
  return readWaba(call, context, waba)
}

/** `GET /{app}`: everybody with a token may see name and link. */
export const appNode: Operation = (call) => {
  if (call.subject.kind !== 'app') throw new TypeError('not an app')
  const text = call.parameters.text('fields')
  const shape = { type: 'Application', defaults: ['link', 'name'] }
  return project(publicApp(call.subject.object), text === null ? null : parseFields(text), shape)
}

/** `GET /{business}` and `GET /{user}`: id and name, for tokens of that business or user. */
export const namedNode: Operation = (call) => {
  const { id, name } = call.subject.object as { readonly id: string; readonly name: string }
  const { token } = call.caller
  if (token?.businessId !== id && token?.userId !== id) throw noSuchObject(call.method, id)
  const text = call.parameters.text('fields')
  const type = call.subject.kind === 'business' ? 'Business' : 'User'
  return project({ id, name }, text === null ? null : parseFields(text), { type, defaults: ['name'] })
}
