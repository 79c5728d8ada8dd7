import { isoTime } from '@wabastream/sdk/http'
import { type DeliveryState, stateOf } from '../delivery/state.ts'
import { explain, type ExplainedError, type SentError } from '../errors/explain.ts'
import type { TimelineRow } from '../intake/rows.ts'
import type { People } from '../people/find-person.ts'
import type { Beside } from './rows-of-messages.ts'

/** One status as the API shows it. */
export interface StatusView {
  readonly status: string
  readonly at: string
  readonly event_id: string
  /** history: the state at the time when the chat history was shared. */
  readonly origin: 'live' | 'history'
  readonly errors: ExplainedError[]
  readonly pricing: unknown
}

/** What became of a message for one member of a group. */
export interface ParticipantView {
  readonly ids: string[]
  readonly state: DeliveryState
  readonly timeline: StatusView[]
}

export interface DeliveryView {
  /** Null when no status came. Of a group: the furthest that any member has come. */
  readonly state: DeliveryState | null
  readonly template_id: string | null
  readonly timeline: StatusView[]
  readonly participants: ParticipantView[]
  readonly pricing: unknown
  readonly errors: ExplainedError[]
}

/** The state of one message and of each participant: rows whose ids are one person are one participant. */
export function deliveryView(beside: Pick<Beside, 'deliveries' | 'timeline'>, people: People): DeliveryView {
  const { deliveries, timeline } = beside
  const members = Map.groupBy(
    deliveries.filter(({ participant }) => participant !== ''),
    ({ participant }) => people.nameOf(participant),
  )
  const timelineOf = (name: string) =>
    timeline.filter(({ participant }) => participant !== '' && people.nameOf(participant) === name)
  const participants = [...members].map(([name, rows]) => ({
    ids: people
      .idsOf(rows[0]!.participant)
      .map(({ id }) => id)
      .toSorted(),
    state: furthest(rows)!,
    timeline: timelineOf(name).map(statusView),
  }))
  const all = timeline.map(statusView)
  return {
    state: furthest(deliveries),
    template_id: deliveries.map(({ template_id: id }) => id).find((id) => id !== null) ?? null,
    timeline: all,
    participants: participants.toSorted((a, b) => (a.ids.join() < b.ids.join() ? -1 : 1)),
    pricing: all.findLast(({ pricing }) => pricing !== null)?.pricing ?? null,
    errors: all.flatMap(({ errors }) => errors),
  }
}

function furthest(rows: readonly { readonly rank: number }[]): DeliveryState | null {
  return rows.length === 0 ? null : stateOf(Math.max(...rows.map(({ rank }) => rank)))
}

interface StatusDetails {
  readonly errors?: readonly SentError[]
  readonly pricing?: unknown
}

function statusView({ status, occurred_at: at, event_id, origin, details }: TimelineRow): StatusView {
  const { errors = [], pricing = null } = (details ?? {}) as StatusDetails
  return { status, at: isoTime(at), event_id, origin, errors: errors.map(explain), pricing }
}
