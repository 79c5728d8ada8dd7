import { randomUUID } from 'node:crypto'
import { isObject } from '@wabastream/schemas/codec'
import { wabaObject } from '../world/objects.ts'
import type { World } from '../world/world.ts'
import type { Delivery } from './delivery-log.ts'
import type { Sent } from './route-update.ts'
import { bodyOfUpdates, type Update } from './update.ts'
import { whoseUpdate } from './whose.ts'
import { wireBytes } from './wire.ts'

/** The bytes of a webhook for an app: with values, or with the names of what changed if it did not ask for them. */
export function composeBody(world: World, appId: string, updates: readonly Update[]): Buffer {
  const includeValues = world.apps.get(appId)?.webhooks.get(wabaObject)?.includeValues ?? true
  return wireBytes(bodyOfUpdates(includeValues ? updates : updates.map(withoutValue)))
}

/** The entry in the log for a webhook that is about to be sent. */
export function newDelivery(
  world: World,
  route: Sent,
  updates: readonly Update[],
  { bytes, copyOf }: { readonly bytes: number; readonly copyOf: string | null },
): Delivery {
  const wabaIds = updates.flatMap((update) => whoseUpdate(world, update).waba?.id ?? [])
  return {
    id: randomUUID(),
    event_ids: [...new Set(updates.map(({ eventId }) => eventId))],
    app_id: route.appId,
    callback: route.callback,
    via: route.via,
    waba_ids: [...new Set(wabaIds)],
    fields: [...new Set(updates.map(({ field }) => field))],
    updates: updates.length,
    bytes,
    state: 'sending',
    copy_of: copyOf,
    attempts: [],
    attempt_count: 0,
  }
}

/** The update as if it were sent at this time; one without `entry.time` stays without. */
export function timed(update: Update, nowMs: number): Update {
  if (typeof update.entry['time'] !== 'number') return update
  return { ...update, entry: { ...update.entry, time: Math.floor(nowMs / 1000) } }
}

function withoutValue(update: Update): Update {
  const { field, value } = update.change
  return { ...update, change: { field, changed_fields: isObject(value) ? Object.keys(value) : [] } }
}
