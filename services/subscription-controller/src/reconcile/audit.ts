import { randomUUID } from 'node:crypto'
import { audit } from '@wabastream/schemas'
import type { Publisher } from '@wabastream/sdk/consumer'
import type { Tx } from '@wabastream/sdk/store'

/** One change that was made, or tried. Holds no secret: callbacks without their query, no tokens. */
export interface Change {
  readonly action: string
  /** `waba:1` or `app:2`. */
  readonly target: string
  readonly wabaId: string | null
  readonly outcome: 'done' | 'failed'
  readonly via: 'api' | 'controller'
  readonly before: object | null
  readonly after: object | null
  readonly detail: string | null
  /** Epoch milliseconds. */
  readonly at: number
}

/** Goes to waba.audit.v1 with the transaction. */
export async function auditIn(tx: Tx, publisher: Pick<Publisher, 'publishIn'>, change: Change): Promise<void> {
  const record = {
    audit_id: randomUUID(),
    occurred_at: change.at,
    actor: 'subscription-controller',
    via: change.via,
    action: `subscriptions.${change.action}`,
    target: change.target,
    outcome: change.outcome,
    waba_id: change.wabaId,
    before: change.before && JSON.stringify(change.before),
    after: change.after && JSON.stringify(change.after),
    detail: change.detail,
  }
  await publisher.publishIn(tx, audit, { key: change.wabaId ?? change.target, record })
}
