import { alerts } from '@wabastream/schemas'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import { createHandleAlert, type HandleAlertOptions } from './notifications/handle-alert.ts'

/** The consumer of alerts: it begins with the first alert there ever was, and tells nobody of what is old. */
export function createSpec(options: HandleAlertOptions): ConsumerSpec<typeof alerts> {
  return { topics: [alerts], from: 'earliest', store: options.store, handle: createHandleAlert(options) }
}
