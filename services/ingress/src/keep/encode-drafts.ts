import { encodeEvent } from '@wabastream/schemas/codec'
import { eventHeaders, type Draft } from '@wabastream/schemas/event'
import { partitionFor, type OutgoingRecord } from '@wabastream/sdk/kafka'
import type { LaneName } from '@wabastream/schemas/catalogue'
import { bounds } from './bounds.ts'
import type { Routes } from './routes.ts'

/** An event ready for its lane. */
export interface Outgoing {
  readonly draft: Draft
  readonly lane: LaneName
  readonly record: OutgoingRecord
  /** JSON pointers of what the schema does not know. */
  readonly unmapped: readonly string[]
}

/** An event that cannot be written on its topic: it goes to quarantine, its siblings do not. */
export interface Misfit {
  readonly draft: Draft
  readonly reason: string
}

export interface EncodedDrafts {
  readonly outgoing: readonly Outgoing[]
  readonly misfits: readonly Misfit[]
}

/** What a record takes in a batch besides key, value and headers. */
const overheadBytes = 1024

/**
 * Encodes the events of one delivery, each on its own: one that fails does not take the others along.
 * @returns undefined as soon as they take more than `maxBytes` together: what a body says once, its events may repeat.
 */
export function encodeDrafts(
  drafts: Iterable<Draft>,
  routes: Routes,
  traceparent: string,
  maxBytes: number = bounds.encodedBytes,
): EncodedDrafts | undefined {
  const outgoing: Outgoing[] = []
  const misfits: Misfit[] = []
  const spent = { bytes: 0 }
  for (const draft of drafts) {
    const encoded = encodeDraft(draft, routes, traceparent, spent)
    if (spent.bytes > maxBytes) return undefined
    if ('reason' in encoded) misfits.push(encoded)
    else outgoing.push(encoded)
  }
  return { outgoing, misfits }
}

function encodeDraft(draft: Draft, routes: Routes, traceparent: string, spent: { bytes: number }): Outgoing | Misfit {
  const route = routes(draft.topic)
  const { key, record } = draft
  try {
    const { bytes, unmapped } = encodeEvent(draft, route.schemaId)
    // The key is a header as well, and so is the id of the account.
    spent.bytes += bytes.length + 2 * key.length + record.waba_id.length
    if (bytes.length + overheadBytes > route.maxBytes) return { draft, reason: 'item_too_large' }
    const headers = eventHeaders(draft)
    headers['traceparent'] = traceparent
    const partition = partitionFor(key, route.partitions)
    const timestampMs = record.received_at
    return {
      draft,
      lane: route.lane,
      record: { topic: route.name, partition, key, value: bytes, headers, timestampMs },
      unmapped,
    }
  } catch {
    // Whatever the reason, the raw body in quarantine has it all; an error text could carry a person's words.
    return { draft, reason: 'item_unencodable' }
  }
}
