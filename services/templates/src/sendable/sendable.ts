import type { Known, StatusPart } from '../state/known.ts'
import { pauseStages } from './pause-stage.ts'
import { statusMeanings, type StatusMeaning } from './status-meaning.ts'

/** Whether a template can be sent, why (not), and what to do about it. Times in milliseconds since 1970. */
export interface Sendable {
  readonly sendable: 'yes' | 'no' | 'unknown'
  /** One word for programs: `paused`. */
  readonly reason: string
  /** The reason in words, with what Meta said. */
  readonly detail: string
  /** Since when it is so; null: not known. */
  readonly since: number | null
  /** When a pause will be over, as Meta documents it, or when Meta will disable it. */
  readonly until: number | null
  readonly atRisk: boolean
  readonly whatToDo: string
}

type Aspects = StatusPart & Pick<Known, 'before_archived'>

/** A pure function of what is known; null: the template was never seen. The clock does not change the answer, events do. */
export function sendable(known: Aspects | null): Sendable {
  if (!known) return unknown('never_seen', 'No webhook has named this template.', null)
  if (known.status === null) return unknown('no_status_seen', 'Webhooks named it, but none told its status.', null)
  if (known.status === 'UNARCHIVED') return unarchived(known)
  if (hasPauseEnded(known)) return answer(known, { ...meaningOf('APPROVED'), reason: 'unpaused' })
  const meaning = statusMeanings[known.status]
  if (!meaning) return unknown('unknown_status', `Its status ${known.status} is not a documented one.`, known.status_at)
  return meaning.reason === 'paused' || meaning.reason === 'locked' ? paused(known, meaning) : answer(known, meaning)
}

/** Meta restores the status from before, and does not say which. */
function unarchived(known: Aspects): Sendable {
  const at = known.status_at
  if (!known.before_archived) return unknown('unarchived', 'Unarchived; its status before was never seen.', at)
  return { ...sendable({ ...known.before_archived, before_archived: null }), since: at }
}

/** Titles are of pauses and of their ends, whatever status brings them. */
function hasPauseEnded({ status, status_title: title }: StatusPart): boolean {
  return title === 'UNPAUSE' && (status === 'PAUSED' || status === 'LOCKED')
}

function paused(known: Aspects, meaning: StatusMeaning): Sendable {
  const stage = pauseStages[known.status_title ?? '']
  if (!stage) return answer(known, meaning)
  const { endsAfterMs } = stage
  const until = endsAfterMs !== null && known.status_at !== null ? known.status_at + endsAfterMs : null
  return { ...answer(known, { ...meaning, ...stage, reason: 'paused' }), until }
}

function answer(known: StatusPart, meaning: StatusMeaning): Sendable {
  return {
    sendable: meaning.sendable,
    reason: meaning.reason,
    detail: [meaning.meaning, known.status_reason && `Reason: ${known.status_reason}.`, known.status_detail]
      .filter(Boolean)
      .join(' '),
    since: known.status_at,
    until: known.disable_at,
    atRisk: meaning.atRisk === true,
    whatToDo: meaning.whatToDo,
  }
}

function meaningOf(status: 'APPROVED'): StatusMeaning {
  return statusMeanings[status] as StatusMeaning
}

function unknown(reason: string, detail: string, since: number | null): Sendable {
  const whatToDo = 'Look it up in WhatsApp Manager; the next status webhook will tell.'
  return { sendable: 'unknown', reason, detail, since, until: null, atRisk: false, whatToDo }
}
