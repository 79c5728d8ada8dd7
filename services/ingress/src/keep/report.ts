import { unknownField } from '@wabastream/schemas'
import { envelopePointers, maskedPointer } from '@wabastream/schemas/codec'
import type { Delivery } from '@wabastream/schemas/event'
import type { Alarms, Drifted } from '../alarms/alarms.ts'
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

/** Each pointer once per delivery: what items share, such as metadata, would count once per item otherwise. */
function reportDrift(events: readonly Outgoing[], measures: Measures, alarms: Alarms): void {
  const seen = new Set<string>()
  for (const { draft, unmapped } of events) {
    const { record, topic } = draft
    // The name of an unknown field can be anything. That it is unknown is no drift, what lies around it can be.
    const field = topic === unknownField ? 'unknown' : record.field
    const tell = (within: Drifted['within'], exact: string) => {
      const pointer = maskedPointer(exact)
      const label = `${within} ${field}${pointer}`
      if (seen.has(label)) return
      seen.add(label)
      measures.drifted(field, pointer)
      alarms.drift({ record, field, pointer, topic: topic.name, within })
    }
    for (const pointer of unmapped) tell('unmapped', pointer)
    if (!isEmpty(record.envelope)) for (const pointer of envelopePointers(record.envelope)) tell('envelope', pointer)
  }
}

function isEmpty(texts: Readonly<Record<string, string>>): boolean {
  for (const _ in texts) return false
  return true
}
