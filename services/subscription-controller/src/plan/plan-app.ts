import type { AppWebhook } from '../graph/app-subscriptions.ts'

/** What is wanted of an app. */
export interface DesiredApp {
  readonly callback: string
  readonly tokenHash: string | null
  readonly fields: readonly string[]
  /** Null: versions of fields are left alone. */
  readonly version: string | null
}

/** What is known of it; `webhook` undefined: it could not be read, null: there is none. */
export interface ObservedApp {
  readonly webhook: AppWebhook | null | undefined
  readonly appliedTokenHash: string | null
}

export type WhyApp = 'missing' | 'callback' | 'inactive' | 'rotated' | 'fields' | 'versions'

/** Sets callback and fields; `fields` are those that are missing or of another version, or any one that is there. */
export interface AppAction {
  readonly kind: 'set-webhook'
  readonly callback: string
  readonly fields: readonly string[]
  readonly why: readonly WhyApp[]
}

/** What has to be done: at most one call. Fields that nobody asked for are left alone. */
export function planApp(desired: DesiredApp, { webhook, appliedTokenHash }: ObservedApp): readonly AppAction[] {
  if (webhook === undefined) return []
  const { callback, fields } = desired
  if (webhook === null) return [{ kind: 'set-webhook', callback, fields, why: ['missing'] }]
  const versions = new Map(webhook.fields.map(({ name, version }) => [name, version]))
  const missing = fields.filter((name) => !versions.has(name))
  const old = fields.filter((name) => versions.has(name) && isOld(desired.version, versions.get(name) ?? null))
  const rotated = desired.tokenHash !== null && appliedTokenHash !== null && desired.tokenHash !== appliedTokenHash
  const why = [
    webhook.callback === callback ? null : 'callback',
    webhook.active ? null : 'inactive',
    rotated ? 'rotated' : null,
    missing.length > 0 ? 'fields' : null,
    old.length > 0 ? 'versions' : null,
  ].filter((reason): reason is WhyApp => reason !== null)
  if (why.length === 0) return []
  const changed = [...missing, ...old]
  return [{ kind: 'set-webhook', callback, fields: changed.length > 0 ? changed : fields, why }]
}

function isOld(wanted: string | null, found: string | null): boolean {
  return wanted !== null && found !== wanted
}
