import { eachDraft, type Delivery } from '@wabastream/schemas/event'
import { newDeliveryId, traceparentOf } from '@wabastream/sdk/webhook'
import type { Received } from '../http/receive-route.ts'
import { bounds } from './bounds.ts'
import { encodeDrafts, type Misfit, type Outgoing } from './encode-drafts.ts'
import { publish, type Lanes } from './publish.ts'
import { quarantineRecords, type Aside } from './quarantine.ts'
import { readBody } from './read-body.ts'
import type { Report } from './report.ts'
import type { Routes } from './routes.ts'

export interface KeeperParts {
  readonly routes: Routes
  readonly lanes: Lanes
  readonly report: Report
}

/**
 * Makes the function that keeps an authentic body. It resolves when Kafka has acknowledged every record of it: as events
 * on their topics, or, for what cannot be an event, in quarantine with the raw body.
 * It rejects with a LaneError when that could not be done in time; some records may be kept nevertheless, and the
 * sender's repetition gives them the same event ids.
 */
export function createKeeper(parts: KeeperParts): (received: Received) => Promise<void> {
  const { routes, lanes, report } = parts
  const putAside = async (delivery: Delivery, aside: readonly Aside[]) => {
    const outcomes = await publish(lanes, quarantineRecords(delivery, aside, routes), delivery.receivedAt)
    for (const outcome of outcomes)
      if (!outcome.kept) throw new Error(`Kafka refused a record for quarantine: ${outcome.code}`)
    report.aside(delivery, aside)
  }

  return async ({ body, appId, receivedAt }) => {
    const delivery: Delivery = { id: newDeliveryId(receivedAt), appId, receivedAt, body }
    const read = readBody(body)
    if (!read.readable) return putAside(delivery, [{ reason: read.reason }])

    const drafts = eachDraft(read.json, delivery, bounds.items)
    if (drafts === undefined) return putAside(delivery, [{ reason: 'too_many_items' }])
    const encoded = encodeDrafts(drafts, routes, traceparentOf(delivery.id))
    if (encoded === undefined) return putAside(delivery, [{ reason: 'events_too_large' }])
    const { outgoing, misfits } = encoded
    const outcomes = await publish(lanes, outgoing, receivedAt)
    const kept = outgoing.filter((_, index) => outcomes[index]?.kept)
    const aside = [...misfits, ...refused(outgoing, outcomes)]
    if (aside.length > 0) await putAside(delivery, aside)
    report.kept(kept, Date.now() - receivedAt)
  }
}

/** Records that Kafka will never take on their topic. */
function refused(outgoing: readonly Outgoing[], outcomes: Awaited<ReturnType<typeof publish>>): Misfit[] {
  return outgoing.flatMap(({ draft }, index) => {
    const outcome = outcomes[index]
    return outcome && !outcome.kept ? [{ draft, reason: `refused:${outcome.code}` }] : []
  })
}
