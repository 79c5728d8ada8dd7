import { fields } from '@wabastream/schemas/catalogue'
import type { Metrics } from '@wabastream/sdk/observe'
import { Counter, Gauge, Histogram } from 'prom-client'
import { createTally } from './tally.ts'

/** Labels come from outside: beyond this many pointers the rest counts together. */
const maxPointers = 500

/** What the ingress counts. Names, units and labels are in its README. */
export interface Measures {
  answered(status: number): void
  kept(field: string, kind: string): void
  drifted(field: string, pointer: string): void
  repeated(field: string): void
  quarantined(reason: string): void
  acked(durationMs: number): void
}

export function createMeasures(registry: Metrics, heldBytes: () => number): Measures {
  const counters = createCounters(registry)
  const { answers, events, drift, repeats, aside } = counters
  startAtZero(counters)
  const acks = new Histogram({
    name: 'wabastream_ack_seconds',
    help: 'From the last byte of a body to the last acknowledgement',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  })
  void new Gauge({
    name: 'wabastream_body_bytes',
    help: 'Bytes of bodies in memory',
    registers: [registry],
    collect() {
      this.set(heldBytes())
    },
  })
  return {
    answered: (status) => answers.add(String(status)),
    kept: (field, kind) => events.add(fields.has(field) ? field : 'unknown', kind),
    drifted: cappedPointers((field, pointer) => drift.inc({ field, pointer })),
    repeated: (field) => repeats.inc({ field: fields.has(field) ? field : 'unknown' }),
    quarantined: (reason) => aside.inc({ reason: reason.startsWith('refused:') ? 'refused' : reason }),
    acked: (durationMs) => acks.observe(durationMs / 1000),
  }
}

type Counters = ReturnType<typeof createCounters>

function createCounters(registry: Metrics) {
  const config = <L extends string>(name: string, help: string, labelNames: readonly L[]) => ({
    name: `wabastream_${name}`,
    help,
    labelNames,
    registers: [registry],
  })
  const counter = <L extends string>(...about: Parameters<typeof config<L>>) => new Counter(config(...about))
  return {
    answers: createTally(config('webhook_answers_total', 'Answers on the public port', ['status'])),
    events: createTally(config('events_total', 'Events kept on their topic', ['field', 'kind'])),
    drift: counter('drift_total', 'Deliveries with a property that the schema does not know', ['field', 'pointer']),
    repeats: counter('content_repeat_total', 'Events whose content was seen before', ['field']),
    aside: counter('quarantine_total', 'Bodies and items put in quarantine', ['reason']),
  }
}

const statuses = [200, 400, 401, 403, 404, 405, 408, 413, 415, 431, 503]
const bodyReasons = ['bad_json', 'bad_utf8', 'bad_envelope', 'empty', 'too_deep', 'number_too_long']
const splitReasons = ['too_many_items', 'events_too_large']
const itemReasons = ['item_unencodable', 'item_too_large', 'refused']

/** A figure that appears only with its first event cannot be watched. */
function startAtZero({ answers, events, drift, repeats, aside }: Counters): void {
  for (const status of statuses) answers.add(String(status), '', 0)
  for (const reason of [...bodyReasons, ...splitReasons, ...itemReasons]) aside.inc({ reason }, 0)
  for (const kind of ['change', 'entry']) events.add('unknown', kind, 0)
  repeats.inc({ field: 'unknown' }, 0)
  drift.inc({ field: 'unknown', pointer: '' }, 0)
  for (const { field, kinds } of fields.values()) {
    drift.inc({ field, pointer: '' }, 0)
    repeats.inc({ field }, 0)
    for (const kind of kinds) events.add(field, kind, 0)
  }
}

function cappedPointers(count: (field: string, pointer: string) => void): Measures['drifted'] {
  const known = new Set<string>()
  return (field, pointer) => {
    const label = `${field}${pointer}`
    if (!known.has(label) && known.size >= maxPointers) return count(field, 'other')
    known.add(label)
    count(field, pointer)
  }
}
