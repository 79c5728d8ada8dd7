import { unreadable, type Graph, type GraphCall } from './graph.ts'
import { property, textOf } from './json.ts'

const maxPages = 500

/**
 * All items of a list. Only the cursor of `paging.next` is used, never its address: the host stays the same.
 * @throws GraphError also when a page has no list, or pages repeat: a list is whole or it is not there.
 */
export async function allPages(graph: Graph, call: GraphCall): Promise<readonly unknown[]> {
  const items: unknown[] = []
  const seen = new Set<string>()
  let query = call.query ?? {}
  for (let pages = 0; pages < maxPages; pages += 1) {
    const body = await graph.call({ ...call, query })
    const data = property(body, 'data')
    if (!Array.isArray(data)) throw unreadable()
    items.push(...(data as readonly unknown[]))
    const after = nextCursor(property(body, 'paging'))
    if (after === null) return items
    if (seen.has(after)) throw unreadable()
    seen.add(after)
    query = { ...query, after }
  }
  throw unreadable()
}

/** Null on the last page: cursors stand there too, `next` does not. */
function nextCursor(paging: unknown): string | null {
  const next = property(paging, 'next')
  if (next === undefined || next === null) return null
  const cursor = textOf(property(property(paging, 'cursors'), 'after')) ?? cursorIn(next)
  if (cursor === null) throw unreadable()
  return cursor
}

function cursorIn(next: unknown): string | null {
  return typeof next === 'string' && URL.canParse(next) ? new URL(next).searchParams.get('after') : null
}
