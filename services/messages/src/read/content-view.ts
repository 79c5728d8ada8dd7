import { isoTime } from '@wabastream/sdk/http'
import type { ChangeRow } from '../intake/rows.ts'

export interface ContentView {
  /** As it is after the last edit; null when it was revoked, or never known. */
  readonly content: unknown
  readonly edits: { readonly at: string; readonly content: unknown }[]
  readonly revoked_at: string | null
}

/** What a message says now. `changes` are those of this message, in order of time. A revoke is for good. */
export function contentView(content: object | null, changes: readonly ChangeRow[]): ContentView {
  const revoke = changes.find(({ kind }) => kind === 'revoke')
  if (revoke) return { content: null, edits: [], revoked_at: isoTime(revoke.occurred_at) }
  const edits = changes.map((edit) => ({ at: isoTime(edit.occurred_at), content: edit.content }))
  return { content: edits.at(-1)?.content ?? content, edits, revoked_at: null }
}
