import { severities, type Severity } from './alert.ts'
import { inOrder, type Signal } from './signal.ts'

/** For how long the same content again is the same news, as long as nothing else was said in between. */
const repeatMs = 8 * 86_400_000

/**
 * How an episode ended: an event said so, a stronger rule took over, the same rule found something more severe, its
 * time was over, or nothing more was heard.
 */
export type EndedBy = 'event' | 'superseded' | 'raised' | 'expiry' | 'silence'

export interface End {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly by: EndedBy
  /** Null when time ended it. */
  readonly signal: Signal | null
}

/** One time that a rule held for a subject, from the signal that opened it. */
export interface Episode {
  readonly opener: Signal
  readonly severity: Severity
  /** The signals that opened, renewed or repeated it, by event id: each belongs to exactly one episode. */
  readonly members: ReadonlyMap<string, Signal>
  /** Null while no signal after it shows that it is over. */
  readonly end: End | null
  /** When time ends it, if no signal does before. */
  readonly due: End | null
}

interface Draft {
  readonly opener: Signal
  readonly severity: Severity
  readonly members: Map<string, Signal>
  end: End | null
  due: End | null
}

/** What the last opening said, and since when: the same again is no news. */
interface News {
  readonly contentId: string
  readonly since: number
}

interface Fold {
  readonly found: Draft[]
  news: News | null
}

/**
 * The episodes of one rule and subject, oldest first: a function of the set of signals, not of the order in which they
 * came. Only the last one can be open. A `resolved` signal forgets all before it, so a list may begin with any of them.
 */
export function episodes(signals: readonly Signal[], endsAfterMs: number | null): readonly Episode[] {
  const fold: Fold = { found: [], news: null }
  for (const signal of signals.toSorted(inOrder)) {
    passTime(fold, signal.occurredAt)
    if (signal.state === 'open') hold(fold, signal, endsAfterMs)
    else release(fold, signal, signal.state)
  }
  return fold.found
}

/** Time may have ended the last episode. After an expiry the same content is news again; after silence it is not. */
function passTime(fold: Fold, at: number): void {
  const last = fold.found.at(-1)
  if (!last || last.end !== null || last.due === null || last.due.at > at) return
  last.end = last.due
  if (last.due.by === 'expiry') fold.news = null
}

function release(fold: Fold, signal: Signal, state: 'resolved' | 'superseded'): void {
  const last = fold.found.at(-1)
  if (last?.end === null)
    last.end = { at: signal.occurredAt, by: state === 'resolved' ? 'event' : 'superseded', signal }
  if (state === 'resolved') fold.news = null
}

function hold(fold: Fold, signal: Signal, endsAfterMs: number | null): void {
  if (wasOverBefore(signal)) return
  const last = fold.found.at(-1)
  if (last && isRepeat(signal, last, fold.news)) return void last.members.set(signal.eventId, signal)
  fold.news = { contentId: signal.contentId, since: signal.occurredAt }
  if (last?.end === null && !isRise(signal, last)) return renew(last, signal, endsAfterMs)
  if (last?.end === null) last.end = { at: signal.occurredAt, by: 'raised', signal }
  fold.found.push(opened(signal, endsAfterMs))
}

/** An expiry that had passed when it was said opens nothing. */
function wasOverBefore({ expiresAt, occurredAt }: Signal): boolean {
  return expiresAt !== null && expiresAt <= occurredAt
}

function isRepeat(signal: Signal, last: Draft, news: News | null): boolean {
  if (news === null || news.contentId !== signal.contentId || isRise(signal, last)) return false
  return signal.occurredAt - news.since <= repeatMs
}

function isRise(signal: Signal, { severity }: Draft): boolean {
  return severities.indexOf(signal.severity) > severities.indexOf(severity)
}

function opened(signal: Signal, endsAfterMs: number | null): Draft {
  const members = new Map([[signal.eventId, signal]])
  return { opener: signal, severity: signal.severity, members, end: null, due: dueOf(signal, endsAfterMs) }
}

function renew(open: Draft, signal: Signal, endsAfterMs: number | null): void {
  open.members.set(signal.eventId, signal)
  open.due = dueOf(signal, endsAfterMs)
}

function dueOf({ expiresAt, occurredAt }: Signal, endsAfterMs: number | null): End | null {
  const silenceAt = endsAfterMs === null ? Infinity : occurredAt + endsAfterMs
  if (expiresAt !== null && expiresAt <= silenceAt) return { at: expiresAt, by: 'expiry', signal: null }
  return endsAfterMs === null ? null : { at: silenceAt, by: 'silence', signal: null }
}
