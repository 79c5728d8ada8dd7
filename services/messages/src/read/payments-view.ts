import { isoTime } from '@wabastream/sdk/http'
import type { PaymentRow } from '../intake/rows.ts'

export interface PaymentView {
  /** The business's own id of the order. */
  readonly reference_id: string
  /** The newest one. */
  readonly status: string
  readonly timeline: {
    readonly status: string
    readonly at: string
    readonly event_id: string
    readonly details: unknown
  }[]
}

/** Payments of a message by their reference. `rows` are in order of time. */
export function paymentsView(rows: readonly PaymentRow[]): PaymentView[] {
  return [...Map.groupBy(rows, ({ reference_id: id }) => id)].map(([reference_id, events]) => ({
    reference_id,
    status: events.at(-1)!.status,
    timeline: events.map(({ status, occurred_at: at, event_id, details }) => ({
      status,
      at: isoTime(at),
      event_id,
      details,
    })),
  }))
}
