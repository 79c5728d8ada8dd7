import { fieldNames, type DeclaredApp } from '../declaration/file-schema.ts'
import type { DesiredApp } from '../plan/plan-app.ts'

/** What a declared webhook means. */
export function desiredAppOf(webhook: NonNullable<DeclaredApp['webhook']>, tokenHash: string | null): DesiredApp {
  return {
    callback: webhook.callback,
    tokenHash,
    fields: webhook.fields === 'all' ? fieldNames : webhook.fields,
    version: webhook.version ?? null,
  }
}
