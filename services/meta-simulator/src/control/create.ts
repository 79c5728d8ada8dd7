import { Problem } from '@wabastream/sdk/http'
import type { z } from 'zod'
import type { App, Business, PhoneNumber, Token, Waba } from '../world/objects.ts'
import { findObject, findToken, putNumber, type World } from '../world/world.ts'
import type { appForm, businessForm, numberForm, tokenForm, wabaForm } from './forms.ts'
import { inventId, inventNamespace, inventPhoneNumber, inventSecret, inventToken } from './invent.ts'

/** @throws Problem 409 when the id is taken. */
export function createBusiness(world: World, { id, name }: z.output<typeof businessForm>): Business {
  const business = { id: freeId(world, id), name: name ?? 'Lucky Shrub' }
  world.businesses.set(business.id, business)
  return business
}

/** @throws Problem 409 when the id is taken, 422 when a business does not exist. */
export function createWaba(world: World, form: z.output<typeof wabaForm>): Waba {
  for (const id of [form.business_id, ...form.shared_with]) need(world.businesses, 'business', id)
  const waba: Waba = {
    id: freeId(world, form.id),
    name: form.name ?? 'Lucky Shrub',
    businessId: form.business_id,
    sharedWith: form.shared_with,
    currency: form.currency,
    timezoneId: form.timezone_id,
    templateNamespace: inventNamespace(),
    subscriptions: new Map(),
  }
  world.wabas.set(waba.id, waba)
  return waba
}

/** @throws Problem 409 when the id is taken, 422 when the WABA does not exist. */
export function createNumber(world: World, form: z.output<typeof numberForm>): PhoneNumber {
  need(world.wabas, 'WABA', form.waba_id)
  const number: PhoneNumber = {
    id: freeId(world, form.id),
    wabaId: form.waba_id,
    displayPhoneNumber: form.display_phone_number ?? inventPhoneNumber(),
    verifiedName: form.verified_name,
    qualityRating: form.quality_rating,
    registered: form.registered,
    overrides: new Map(),
  }
  putNumber(world, number)
  return number
}

/** @throws Problem 409 when the id is taken, 422 when the business does not exist. */
export function createApp(world: World, form: z.output<typeof appForm>): App {
  need(world.businesses, 'business', form.business_id)
  const app: App = {
    id: freeId(world, form.id),
    name: form.name ?? 'Lucky Shrub',
    secret: form.secret ?? inventSecret(),
    businessId: form.business_id,
    live: form.live,
    permissions: form.permissions,
    requireProof: form.require_proof,
    webhooks: new Map(),
  }
  world.apps.set(app.id, app)
  return app
}

/** @throws Problem 409 when id or value are taken, 422 when app or business do not exist. */
export function createToken(world: World, form: z.output<typeof tokenForm>, nowMs: number): Token {
  need(world.apps, 'app', form.app_id)
  need(world.businesses, 'business', form.business_id)
  const id = form.id ?? `token-${inventId()}`
  const value = form.value ?? inventToken()
  if (world.tokens.has(id) || findToken(world, value)) throw new Problem(409, `There is a token ${id} already.`)
  const token: Token = {
    id,
    value,
    appId: form.app_id,
    businessId: form.business_id,
    userId: form.user_id ?? inventId(),
    scopes: form.scopes,
    wabaIds: form.waba_ids,
    readOnlyWabaIds: form.read_only_waba_ids,
    issuedAt: nowMs,
    expiresAt: form.expires_at,
    problem: form.problem,
  }
  world.tokens.set(id, token)
  return token
}

/** The object of this id. @throws Problem 404 */
export function existing<T>(objects: ReadonlyMap<string, T>, what: string, id: string): T {
  const object = objects.get(id)
  if (object === undefined) throw new Problem(404, `There is no ${what} ${id}.`)
  return object
}

function need(objects: ReadonlyMap<string, unknown>, what: string, id: string): void {
  if (!objects.has(id)) throw new Problem(422, `There is no ${what} ${id}: create it first.`)
}

function freeId(world: World, wanted: string | undefined): string {
  if (wanted === undefined) return inventId()
  if (findObject(world, wanted)) throw new Problem(409, `The id ${wanted} is taken.`)
  return wanted
}
