import type { App, AppWebhook } from './objects.ts'

/** What a POST to `/{app}/subscriptions` asks for. */
export interface WebhookChange {
  readonly callbackUrl: string
  readonly verifyToken: string
  readonly includeValues: boolean
  readonly fields: readonly string[]
  /** Version that fields get which were not chosen before. */
  readonly version: string
}

/** One callback per object type; fields that were chosen before stay chosen, and keep their version. */
export function amendWebhook(app: App, object: string, change: WebhookChange): App {
  const { callbackUrl, verifyToken, includeValues } = change
  const fields = new Map(app.webhooks.get(object)?.fields)
  for (const field of change.fields) if (!fields.has(field)) fields.set(field, change.version)
  return withWebhook(app, object, { callbackUrl, verifyToken, includeValues, fields })
}

/** Drops fields of an object type; with the last of them, or without `fields`, the whole object type. */
export function dropWebhook(app: App, object: string, fields?: readonly string[]): App {
  const webhook = app.webhooks.get(object)
  if (!webhook) return app
  const left = new Map(fields && webhook.fields)
  for (const field of fields ?? []) left.delete(field)
  return withWebhook(app, object, left.size === 0 ? null : { ...webhook, fields: left })
}

function withWebhook(app: App, object: string, webhook: AppWebhook | null): App {
  const webhooks = new Map(app.webhooks)
  if (webhook) webhooks.set(object, webhook)
  else webhooks.delete(object)
  return { ...app, webhooks }
}
