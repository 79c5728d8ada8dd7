import type { Override, PhoneNumber } from '../../world/objects.ts'
import { wabaObject } from '../../world/objects.ts'
import { overrideNumber } from '../../world/subscriptions.ts'
import { numbersOf } from '../../world/world.ts'
import { enterWaba, success, wabaOf, type GraphCall, type GraphContext, type Operation } from '../call.ts'
import { parseFields, project } from '../fields.ts'
import { invalidParameter, noSuchObject } from '../graph-error.ts'
import { pageOf } from '../paging.ts'
import { verifiedOverride } from './subscribed-apps.ts'

const shape = {
  type: 'WhatsAppBusinessPhoneNumber',
  defaults: ['verified_name', 'code_verification_status', 'display_phone_number', 'quality_rating', 'platform_type'],
}

/** `GET /{waba}/phone_numbers`. */
export const listNumbers: Operation = (call, context) => {
  if (call.subject.kind !== 'waba') throw new TypeError('phone_numbers is an edge of a WABA')
  enterWaba(call, call.subject.object, 'read')
  const { now } = context.settings
  const page = pageOf(numbersOf(context.world, call.subject.object.id), ({ id }) => id, {
    parameters: call.parameters,
    pageSize: now.page_size,
    always: now.paging === 'always',
    url: call.url,
  })
  const fields = askedFields(call)
  return { data: page.items.map((number) => project(valuesOf(number, call, context), fields, shape)), ...page.paging() }
}

/** `GET /{phone}`, above all `?fields=webhook_configuration`. */
export const readNumber: Operation = (call, context) => {
  const number = entered(call, context, 'read')
  return project(valuesOf(number, call, context), askedFields(call), shape)
}

/** `POST /{phone}` with `webhook_configuration`: sets the override of the number; an empty address removes it. */
export const changeNumber: Operation = async (call, context) => {
  const number = entered(call, context, 'change')
  const wanted = call.parameters.value('webhook_configuration')
  if (typeof wanted !== 'object' || wanted === null) throw invalidParameter('webhook_configuration must be an object')
  const { override_callback_uri: uri, verify_token: verifyToken } = wanted as Record<string, unknown>
  if (typeof uri !== 'string') throw invalidParameter('webhook_configuration needs override_callback_uri, a text')
  const override = uri === '' ? null : await newOverride({ uri, verifyToken }, call, context)
  const current = context.world.numbers.get(number.id) ?? number
  context.world.numbers.set(number.id, overrideNumber(current, call.caller.app.id, override))
  return success(context)
}

async function newOverride(
  { uri, verifyToken }: { readonly uri: string; readonly verifyToken: unknown },
  call: GraphCall,
  context: GraphContext,
): Promise<Override> {
  const waba = wabaOf(context.world, call.subject)
  if (!waba) throw noSuchObject(call.method, call.subject.object.id)
  return verifiedOverride(
    { uri, verifyToken: typeof verifyToken === 'string' ? verifyToken : null, waba },
    call,
    context,
  )
}

function valuesOf(number: PhoneNumber, call: GraphCall, context: GraphContext): Readonly<Record<string, unknown>> {
  return {
    id: number.id,
    verified_name: number.verifiedName,
    code_verification_status: number.registered ? 'VERIFIED' : 'NOT_VERIFIED',
    display_phone_number: displayed(number.displayPhoneNumber),
    quality_rating: number.qualityRating,
    platform_type: number.registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    status: number.registered ? 'CONNECTED' : 'PENDING',
    webhook_configuration: webhookConfiguration(number, call, context),
  }
}

/** Where webhooks of the number go for the app of the token: the callbacks of each level that has one. */
function webhookConfiguration(number: PhoneNumber, { caller: { app } }: GraphCall, { world }: GraphContext): object {
  const own = number.overrides.get(app.id)
  const ofWaba = world.wabas.get(number.wabaId)?.subscriptions.get(app.id)?.override
  const ofApp = app.webhooks.get(wabaObject)
  return {
    ...(own ? { phone_number: own.callbackUri } : {}),
    ...(ofWaba ? { whatsapp_business_account: ofWaba.callbackUri } : {}),
    ...(ofApp ? { application: ofApp.callbackUrl } : {}),
  }
}

/** Graph shows numbers with spaces; webhooks carry digits only. */
function displayed(digits: string): string {
  const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits) ?? []
  return area === undefined ? `+${digits}` : `+1 ${area}-${exchange}-${line}`
}

function askedFields(call: GraphCall) {
  const text = call.parameters.text('fields')
  return text === null ? null : parseFields(text)
}

function entered(call: GraphCall, context: GraphContext, purpose: 'read' | 'change'): PhoneNumber {
  const waba = wabaOf(context.world, call.subject)
  if (call.subject.kind !== 'number' || !waba) throw noSuchObject(call.method, call.subject.object.id)
  enterWaba(call, waba, purpose)
  return call.subject.object
}
