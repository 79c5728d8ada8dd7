import type { Token, Waba } from '../../world/objects.ts'
import { mayReach } from '../../world/access.ts'
import type { World } from '../../world/world.ts'
import { managementScope, userToken, type GraphCall, type GraphContext, type Operation } from '../call.ts'
import { parseFields, project } from '../fields.ts'
import { noSuchObject } from '../graph-error.ts'
import { pageOf } from '../paging.ts'
import { publicApp } from './subscribed-apps.ts'

const shape = {
  type: 'WhatsAppBusinessAccount',
  defaults: ['name', 'currency', 'timezone_id', 'message_template_namespace'],
}

/** `GET /{business}/owned_whatsapp_business_accounts`. */
export const ownedWabas: Operation = (call, context) =>
  listed(call, context, ofBusiness(call), (waba) => waba.businessId === call.subject.object.id)

/** `GET /{business}/client_whatsapp_business_accounts`. */
export const clientWabas: Operation = (call, context) =>
  listed(call, context, ofBusiness(call), (waba) => waba.sharedWith.includes(call.subject.object.id))

/** `GET /{user}/assigned_whatsapp_business_accounts`: what the system user of the token can reach. */
export const assignedWabas: Operation = (call, context) => {
  const token = userToken(call, managementScope)
  if (token.userId !== call.subject.object.id) throw noSuchObject(call.method, call.subject.object.id)
  return listed(call, context, token, () => true)
}

/** The values that a WABA has in Graph. `subscribed_apps` inside another answer has a shape of its own: id and name. */
function wabaValues(world: World, waba: Waba): Readonly<Record<string, unknown>> {
  const owner = world.businesses.get(waba.businessId)
  const apps = [...waba.subscriptions.keys()].flatMap((appId) => world.apps.get(appId) ?? [])
  return {
    id: waba.id,
    name: waba.name,
    currency: waba.currency,
    timezone_id: waba.timezoneId,
    message_template_namespace: waba.templateNamespace,
    account_review_status: 'APPROVED',
    owner_business_info: owner && { name: owner.name, id: owner.id },
    subscribed_apps: apps.length === 0 ? undefined : { data: apps.map(({ id, name }) => ({ id, name })) },
  }
}

/** `GET /{business}/owned_apps`: apps of the business itself, which can get webhooks of its WABAs. */
export const ownedApps: Operation = (call, context) => {
  const token = ofBusiness(call)
  const apps = [...context.world.apps.values()].filter((app) => app.businessId === token.businessId)
  const page = pageOf(apps, ({ id }) => id, pageOptions(call, context))
  return { data: page.items.map(publicApp), ...page.paging() }
}

/** `GET /{waba}`. */
export function readWaba(call: GraphCall, context: GraphContext, waba: Waba): object {
  return project(wabaValues(context.world, waba), fieldsOf(call), shape)
}

function listed(call: GraphCall, context: GraphContext, token: Token, wanted: (waba: Waba) => boolean): object {
  const wabas = [...context.world.wabas.values()].filter((waba) => wanted(waba) && mayReach(token, waba))
  const page = pageOf(wabas, ({ id }) => id, { ...pageOptions(call, context), always: true })
  const fields = fieldsOf(call)
  return { data: page.items.map((waba) => project(wabaValues(context.world, waba), fields, shape)), ...page.paging() }
}

function pageOptions({ parameters, url }: GraphCall, { settings: { now } }: GraphContext) {
  return { parameters, url, pageSize: now.page_size, always: now.paging === 'always' }
}

function fieldsOf(call: GraphCall) {
  const text = call.parameters.text('fields')
  return text === null ? null : parseFields(text)
}

function ofBusiness(call: GraphCall): Token {
  if (call.caller.token?.businessId !== call.subject.object.id) throw noSuchObject(call.method, call.subject.object.id)
  userToken(call, managementScope)
  return userToken(call, 'business_management')
}
