import { templateState } from '@wabastream/schemas'
import type { Publisher } from '@wabastream/sdk/consumer'
import { timestamp, type Store } from '@wabastream/sdk/store'

/** How long the state of a deleted template stays on its topic, milliseconds. */
export const tombstoneAfterMs = 30 * 86_400_000

/** So many in one transaction. */
const batch = 100

interface Grave {
  readonly waba_id: string
  readonly template_id: string
}

/**
 * Publishes a tombstone for templates that were deleted 30 days before `nowMs`, so that compaction forgets them; their rows
 * stay. Gives how many.
 */
export function buryDeleted(store: Store, publisher: Pick<Publisher, 'publishIn'>, nowMs: number): Promise<number> {
  return store.transaction(async (tx) => {
    const dead = await tx.query<Grave>(
      `update templates set buried_at = $1
       where (waba_id, template_id) in (
         select waba_id, template_id from templates
         where deleted_at <= $2 and buried_at is null
         limit ${batch} for update skip locked)
       returning waba_id, template_id`,
      [timestamp(nowMs), timestamp(nowMs - tombstoneAfterMs)],
    )
    for (const { waba_id, template_id } of dead)
      await publisher.publishIn(tx, templateState, { key: `${waba_id}:${template_id}`, record: null })
    return dead.length
  })
}
