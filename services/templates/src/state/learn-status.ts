import { isDeepStrictEqual } from 'node:util'
import type { StatusSaying } from '../fact/fact.ts'
import type { Known, StatusPart } from './known.ts'

const archiving: ReadonlySet<string> = new Set(['ARCHIVED', 'UNARCHIVED'])

/** The status after a status event. One that says the same again keeps the time since when it is so. */
export function learnStatus(known: Known, says: StatusSaying, at: number): Known {
  const part: StatusPart = {
    status: says.status,
    status_at: at,
    status_reason: says.reason,
    status_title: says.title,
    status_detail: says.detail,
    disable_at: says.disableAt,
  }
  const before = statusPart(known)
  const next = isDeepStrictEqual({ ...part, status_at: before.status_at }, before) ? before : part
  return {
    ...known,
    ...next,
    before_archived: beforeArchived(known, says.status),
    deleted_at: deletedAt(known, says.status, at),
  }
}

/** The aspect of what is known that status events change. */
function statusPart(known: StatusPart): StatusPart {
  const { status, status_at, status_reason, status_title, status_detail, disable_at } = known
  return { status, status_at, status_reason, status_title, status_detail, disable_at }
}

/** Also when the event that archived it was missed: the status before is known all the same. */
function beforeArchived(known: Known, status: string): StatusPart | null {
  if (!archiving.has(status)) return null
  if (known.status === null) return null
  return archiving.has(known.status) ? known.before_archived : statusPart(known)
}

/** An id is not used again after deletion, but a status that came by mistake must not make a template dead for ever. */
function deletedAt(known: Known, status: string, at: number): number | null {
  if (status === 'DELETED') return known.deleted_at ?? at
  return status === 'PENDING_DELETION' ? known.deleted_at : null
}
