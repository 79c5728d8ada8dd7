import { unknownField } from '@wabastream/schemas'
import type { Delivery } from '@wabastream/schemas/event'
import type { Alarms } from '../alarms/alarms.ts'
import type { Outgoing } from './encode-drafts.ts'
import type { Measures } from './measures.ts'
import type { Aside } from './quarantine.ts'
import type { RecentContents } from './recent-contents.ts'

/** Tells metrics and alarms what became of a delivery, after it was kept. */
export interface Report {
  kept(events: readonly Outgoing[], durationMs: number): void
  aside(delivery: Delivery, aside: readonly Aside[]): void
}

export function createReport(measures: Measures, alarms: Alarms, contents: RecentContents): Report {
  return {
    kept(events, durationMs) {
      measures.acked(durationMs)
      for (const { draft } of events) {
        measures.kept(draft.record.field, draft.record.kind)
        if (contents.seen(draft.record.content_id)) measures.repeated(draft.record.field)
        if (draft.topic === unknownField) alarms.unknownField(draft.record)
      }
      reportDrift(events, measures, alarms)
    },
    aside(delivery, aside) {
      for (const { reason, draft } of aside) {
        measures.quarantined(reason)
        alarms.quarantined({
          reason,
          deliveryId: delivery.id,
          receivedAt: delivery.receivedAt,
          wabaId: draft?.record.waba_id,
        })
      }
    },
  }
}

/** Indexes, and names that are ids of somebody or something: they would tell persons, and be without end. */
const varying = /\/(?:\d+|[^/]*(?:\d{5}|wamid\.)[^/]*)(?=\/|$)/g

/** Each pointer once per delivery: what items share, such as metadata, would count once per item otherwise. */
function reportDrift(events: readonly Outgoing[], measures: Measures, alarms: Alarms): void {
  const seen = new Set<string>()
  for (const { draft, unmapped } of events)
    for (const exact of unmapped) {
      const pointer = exact.replaceAll(varying, '/*')
      const label = draft.record.field + pointer
      if (seen.has(label)) continue
      seen.add(label)
      measures.drifted(draft.record.field, pointer)
      alarms.drift(draft.record, pointer, draft.topic.name)
    }
}
