import { isoTime } from '@wabastream/sdk/http'
import type { ReactionRow } from '../intake/rows.ts'
import { business } from '../intake/take-message.ts'
import type { People } from '../people/find-person.ts'

export interface ReactionView {
  /** `business`, or an id of the person. */
  readonly by: string
  readonly emoji: string
  readonly at: string
}

/** The reactions that stand: the newest of each person, unless it was taken away. `rows` are in order of time. */
export function reactionsView(rows: readonly ReactionRow[], people: People): ReactionView[] {
  const nameOf = (reactor: string) => (reactor === business ? business : people.nameOf(reactor))
  const newest = new Map(rows.map((row) => [nameOf(row.reactor), row]))
  return [...newest.values()].flatMap(({ reactor: by, emoji, occurred_at: at }) =>
    emoji === null ? [] : [{ by, emoji, at: isoTime(at) }],
  )
}
