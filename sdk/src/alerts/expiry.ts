import { alerts } from '@wabastream/schemas'
import type { Publisher } from '../consumer/outbox/index.ts'
import type { Log } from '../observe/index.ts'
import type { Part, Surroundings } from '../service/index.ts'
import { createRounds, type Store } from '../store/index.ts'
import { alertOf } from './alert-of.ts'
import { expire } from './endings.ts'
import { dueIncidents, findIncident, lockTrack, putIncident } from './incidents-table.ts'
import { keyOf } from './incidents.ts'
import type { Incident } from './incident.ts'
import { dropOld } from './retention.ts'

/** Incidents that are ended in one round. */
const roundSize = 100
const dropEveryMs = 3_600_000

export interface ExpiryOptions {
  /** Milliseconds between two looks; default 3,000. */
  readonly everyMs?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Ends the incidents whose time is over (`expiresAt` and `endsAfterMs`) and drops old ones. One process of a service
 * does it at a time. A part of the service: `build` returns it after the store and the publisher.
 */
export function incidentExpiry(store: Store, publisher: Pick<Publisher, 'publishIn'>, options: ExpiryOptions = {}) {
  return ({ log }: Pick<Surroundings<unknown>, 'log'>): Part => expiryPart({ store, publisher, log, ...options })
}

interface Parts extends ExpiryOptions {
  readonly store: Store
  readonly publisher: Pick<Publisher, 'publishIn'>
  readonly log: Log
}

function expiryPart(parts: Parts): Part {
  const { store, log, everyMs = 3000, now = Date.now } = parts
  const endDue = async () => {
    for (const incident of await dueIncidents(store, now(), roundSize)) await end(parts, incident, now())
  }
  const rounds = [
    { everyMs, work: endDue, failed: 'incidents are not ended in time' },
    { everyMs: dropEveryMs, work: () => dropOld(store, now()), failed: 'old incidents are not dropped' },
  ]
  return createRounds({ store, name: 'incident-expiry', log, rounds })
}

/** It is looked at again under its lock: an event may have renewed or ended it meanwhile. */
async function end({ store, publisher }: Parts, found: Incident, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    await lockTrack(tx, store.service, found)
    const incident = await findIncident(tx, found.id)
    const expired = incident && expire(incident, now)
    if (!expired) return
    await putIncident(tx, expired.row)
    const record = alertOf(store.service, expired.told)
    await publisher.publishIn(tx, alerts, { key: keyOf(record), record })
  })
}
