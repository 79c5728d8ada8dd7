import type { Draft } from './draft.ts'

/**
 * Headers of a record: CloudEvents 1.0 in Kafka's binary mode, so that a consumer can filter and drop repeats without
 * decoding, and the ids of the delivery and of the content. Values are to be sent as UTF-8.
 */
export function eventHeaders({ key, record }: Draft): Record<string, string> {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: record.event_id,
    ce_type: `wabastream.${record.field}.${record.kind}`,
    ce_source: `/waba/${record.waba_id}`,
    ce_time: isoTime(record.occurred_at),
    'content-type': 'application/avro',
    'wabastream-delivery-id': record.delivery_id,
    'wabastream-content-id': record.content_id,
  }
  // CloudEvents allows no empty subject.
  if (key !== '') headers['ce_subject'] = key
  return headers
}

let lastMs = Number.NaN
let lastText = ''

/** Events of one moment come together, and writing a time is the costliest part of the headers. */
function isoTime(ms: number): string {
  if (ms !== lastMs) {
    lastText = new Date(ms).toISOString()
    lastMs = ms
  }
  return lastText
}
