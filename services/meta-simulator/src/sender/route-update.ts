import { mayReceive } from '../world/access.ts'
import { wabaObject, type App, type AppWebhook } from '../world/objects.ts'
import { overridableFields } from '../world/overridable-fields.ts'
import type { World } from '../world/world.ts'
import type { Update } from './update.ts'
import { whoseUpdate, type Whose } from './whose.ts'

/** A route that leads somewhere. */
export interface Sent {
  readonly appId: string
  readonly callback: string
  readonly via: Level
}

/** Why an app does not get an update. */
export type Withheld =
  | 'unknown_waba'
  | 'not_subscribed'
  | 'foreign_app'
  | 'no_callback'
  | 'field_not_chosen'
  | 'permission_missing'
  | 'development_mode'

/** Which level's callback gets it. */
export type Level = 'number' | 'waba' | 'app'

/** What becomes of an update for one app. */
export type Route = Sent | { readonly appId: string; readonly withheld: Withheld }

/**
 * Where an update goes, for each app. An app gets it if it is subscribed to the WABA, its business owns the WABA or was
 * given it, and it chose the field. Then the callback of the number comes before that of the WABA, and both before that of
 * the app, for the fields that can be overridden.
 */
export function routesOf(world: World, update: Update): readonly Route[] {
  const whose = whoseUpdate(world, update)
  return [...world.apps.values()].map((app) => routeFor(app, update.field, whose))
}

/** Where the Test button of the dashboard sends: to the app's own callback, whoever is subscribed to what. */
export function testRoute(app: App, { field }: Pick<Update, 'field'>): Route {
  const webhook = app.webhooks.get(wabaObject)
  const withheld = webhook ? (webhook.fields.has(field) ? null : 'field_not_chosen') : 'no_callback'
  if (withheld !== null || !webhook) return { appId: app.id, withheld: withheld ?? 'no_callback' }
  return { appId: app.id, callback: webhook.callbackUrl, via: 'app' }
}

function routeFor(app: App, field: string, whose: Whose): Route {
  const webhook = app.webhooks.get(wabaObject)
  const withheld = reasonAgainst(app, webhook, field, whose)
  if (withheld !== null || !webhook) return { appId: app.id, withheld: withheld ?? 'no_callback' }
  return { appId: app.id, ...callbackFor(app, webhook, field, whose) }
}

function reasonAgainst(app: App, webhook: AppWebhook | undefined, field: string, { waba }: Whose): Withheld | null {
  if (!waba) return 'unknown_waba'
  if (!waba.subscriptions.has(app.id)) return 'not_subscribed'
  if (!mayReceive(app, waba)) return 'foreign_app'
  if (!webhook) return 'no_callback'
  if (!webhook.fields.has(field)) return 'field_not_chosen'
  const permission = field === 'messages' ? 'whatsapp_business_messaging' : 'whatsapp_business_management'
  if (!app.permissions.includes(permission)) return 'permission_missing'
  return app.live ? null : 'development_mode'
}

function callbackFor(
  app: App,
  webhook: AppWebhook,
  field: string,
  { waba, number }: Whose,
): { readonly callback: string; readonly via: Level } {
  const ofNumber = overridableFields.has(field) ? number?.overrides.get(app.id) : undefined
  if (ofNumber) return { callback: ofNumber.callbackUri, via: 'number' }
  const ofWaba = overridableFields.has(field) ? waba?.subscriptions.get(app.id)?.override : undefined
  if (ofWaba) return { callback: ofWaba.callbackUri, via: 'waba' }
  return { callback: webhook.callbackUrl, via: 'app' }
}
