import type { Topic } from '@wabastream/schemas'
import type { Incidents } from '@wabastream/sdk/alerts'
import type { Tx } from '@wabastream/sdk/store'

/** Publishes with the transaction: `ctx.publish` of a handler, or a publisher's `publishIn`. */
export type Publish = <R>(
  topic: Topic<R>,
  message: { readonly key: string; readonly record: R | null },
) => Promise<void>

/** What one transaction works with. */
export interface Work {
  readonly tx: Tx
  readonly publish: Publish
  /** Milliseconds since 1970. */
  readonly now: number
  /** The event that is handled; null when only the time has passed. */
  readonly eventId: string | null
}

/** The work of a handler, which judges too. */
export interface HandlerWork extends Work {
  readonly incidents: Incidents
}

/**
 * One transaction at a time changes what is known. Numbers, accounts and portfolios refer to each other, so nearly every
 * event touches several of them; events of this kind are few, and a queue spares every race between them.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('quality-alerts', 0))`)
}
