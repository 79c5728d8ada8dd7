import { appCredential } from './credential.ts'
import { unreadable, type Graph } from './graph.ts'
import { property, textOf } from './json.ts'
import { allPages } from './pages.ts'
import { succeeded } from './subscribed-apps.ts'

/** What the app gets webhooks for, and where. */
export interface AppWebhook {
  readonly callback: string
  readonly active: boolean
  readonly fields: readonly { readonly name: string; readonly version: string | null }[]
}

export interface AppAccess {
  readonly appId: string
  readonly secret: string
}

const object = 'whatsapp_business_account'

function target({ appId, secret }: AppAccess) {
  return { about: { appId, wabaId: null }, credential: appCredential(appId, secret), path: `${appId}/subscriptions` }
}

/** Null: the app has no webhook for WhatsApp Business Accounts. @throws GraphError */
export async function readAppWebhook(graph: Graph, access: AppAccess): Promise<AppWebhook | null> {
  const items = await allPages(graph, { ...target(access), method: 'GET' })
  const own = items.find((item) => property(item, 'object') === object)
  if (own === undefined) return null
  const callback = textOf(property(own, 'callback_url'))
  const fields = property(own, 'fields')
  if (callback === null || !Array.isArray(fields)) throw unreadable()
  return { callback, active: property(own, 'active') !== false, fields: fields.map(fieldOf) }
}

/** Older answers have plain names. */
function fieldOf(field: unknown) {
  const name = typeof field === 'string' ? field : textOf(property(field, 'name'))
  if (name === null) throw unreadable()
  return { name, version: textOf(property(field, 'version')) }
}

/** What is set at Meta for an app. */
export interface WebhookToSet {
  readonly callback: string
  readonly verifyToken: string
  readonly fields: readonly string[]
  readonly version: string | null
}

/** Sets the callback and adds fields; fields that are there stay. Meta asks the callback to verify itself meanwhile. */
export async function setAppWebhook(graph: Graph, access: AppAccess, webhook: WebhookToSet): Promise<void> {
  const body = {
    object,
    callback_url: webhook.callback,
    verify_token: webhook.verifyToken,
    fields: webhook.fields.join(','),
    include_values: true,
  }
  const version = webhook.version ?? undefined
  succeeded(await graph.call({ ...target(access), method: 'POST', body, version }))
}
