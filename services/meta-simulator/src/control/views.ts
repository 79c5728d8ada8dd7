import type { App, AppWebhook, Business, Override, PhoneNumber, Token, Waba } from '../world/objects.ts'
import type { World } from '../world/world.ts'

// What the control API shows. Secrets, verify tokens and token values are not in it.

export interface OverrideView {
  readonly callback_uri: string
}

export interface BusinessView {
  readonly id: string
  readonly name: string
}

export interface WabaView {
  readonly id: string
  readonly name: string
  readonly business_id: string
  readonly shared_with: readonly string[]
  /** Apps on its list, in the order of subscribing. */
  readonly subscribed_apps: readonly { readonly app_id: string; readonly override: OverrideView | null }[]
}

export interface NumberView {
  readonly id: string
  readonly waba_id: string
  readonly display_phone_number: string
  readonly registered: boolean
  readonly overrides: readonly ({ readonly app_id: string } & OverrideView)[]
}

export interface AppView {
  readonly id: string
  readonly name: string
  readonly business_id: string
  readonly live: boolean
  readonly permissions: readonly string[]
  readonly require_proof: boolean
  readonly webhooks: readonly WebhookView[]
}

export interface WebhookView {
  readonly object: string
  readonly callback_url: string
  readonly include_values: boolean
  readonly fields: readonly { readonly name: string; readonly version: string }[]
}

export interface TokenView {
  readonly id: string
  readonly app_id: string
  readonly business_id: string
  readonly user_id: string
  readonly scopes: readonly string[]
  readonly waba_ids: readonly string[] | null
  readonly read_only_waba_ids: readonly string[]
  readonly expires_at: number | null
  readonly problem: string | null
}

export interface WorldView {
  readonly businesses: readonly BusinessView[]
  readonly wabas: readonly WabaView[]
  readonly numbers: readonly NumberView[]
  readonly apps: readonly AppView[]
  readonly tokens: readonly TokenView[]
}

export function worldView(world: World): WorldView {
  return {
    businesses: [...world.businesses.values()].map(businessView),
    wabas: [...world.wabas.values()].map(wabaView),
    numbers: [...world.numbers.values()].map(numberView),
    apps: [...world.apps.values()].map(appView),
    tokens: [...world.tokens.values()].map(tokenView),
  }
}

export function businessView({ id, name }: Business): BusinessView {
  return { id, name }
}

export function wabaView({ id, name, businessId, sharedWith, subscriptions }: Waba): WabaView {
  const apps = [...subscriptions].map(([appId, { override }]) => ({
    app_id: appId,
    override: override && overrideView(override),
  }))
  return { id, name, business_id: businessId, shared_with: sharedWith, subscribed_apps: apps }
}

export function numberView({ id, wabaId, displayPhoneNumber, registered, overrides }: PhoneNumber): NumberView {
  return {
    id,
    waba_id: wabaId,
    display_phone_number: displayPhoneNumber,
    registered,
    overrides: [...overrides].map(([appId, override]) => ({ app_id: appId, ...overrideView(override) })),
  }
}

export function appView({ id, name, businessId, live, permissions, requireProof, webhooks }: App): AppView {
  return {
    id,
    name,
    business_id: businessId,
    live,
    permissions,
    require_proof: requireProof,
    webhooks: [...webhooks].map(([object, webhook]) => webhookView(object, webhook)),
  }
}

export function tokenView(token: Token): TokenView {
  return {
    id: token.id,
    app_id: token.appId,
    business_id: token.businessId,
    user_id: token.userId,
    scopes: token.scopes,
    waba_ids: token.wabaIds,
    read_only_waba_ids: token.readOnlyWabaIds,
    expires_at: token.expiresAt,
    problem: token.problem,
  }
}

function webhookView(object: string, { callbackUrl, includeValues, fields }: AppWebhook): WebhookView {
  const chosen = [...fields].map(([name, version]) => ({ name, version }))
  return { object, callback_url: callbackUrl, include_values: includeValues, fields: chosen }
}

function overrideView({ callbackUri }: Override): OverrideView {
  return { callback_uri: callbackUri }
}
