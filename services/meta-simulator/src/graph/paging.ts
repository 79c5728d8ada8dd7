import { invalidParameter } from './graph-error.ts'
import type { Parameters } from './parameters.ts'

/** One page of a list in Graph's shape. */
export interface GraphPage {
  readonly data: readonly unknown[]
  readonly paging?: {
    readonly cursors: { readonly before: string; readonly after: string }
    readonly next?: string
    readonly previous?: string
  }
}

export interface PageOptions {
  readonly parameters: Parameters
  /** Items when the caller names no limit. */
  readonly pageSize: number
  /** Also when everything fits on one page. */
  readonly always: boolean
  /** Address of the list, for `next` and `previous`: query and all, without a token. */
  readonly url: URL
}

const mostItems = 100

/**
 * The page that `limit`, `after` and `before` ask for. A cursor is the id of an item: it stays right when others come or go.
 * @throws GraphRefusal when a cursor or the limit is none.
 */
export function pageOf<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  options: PageOptions,
): { readonly items: readonly T[]; paging(): Pick<GraphPage, 'paging'> } {
  const limit = limitOf(options)
  const [after, before] = [positionOf('after'), positionOf('before')]
  const start = after === null ? Math.max(0, (before ?? 0) - limit) : after + 1
  const shown = items.slice(start, before === null || after !== null ? start + limit : before)

  function positionOf(name: 'after' | 'before'): number | null {
    const cursor = options.parameters.text(name)
    if (cursor === null || cursor === '') return null
    const id = Buffer.from(cursor, 'base64url').toString('utf8')
    const at = items.findIndex((item) => idOf(item) === id)
    if (at < 0) throw invalidParameter(`The cursor ${name} is none of this list`)
    return at
  }

  return {
    items: shown,
    paging() {
      const [first, last] = [shown[0], shown.at(-1)]
      const [hasPrevious, hasNext] = [start > 0, start + shown.length < items.length]
      if (first === undefined || last === undefined || !(hasNext || hasPrevious || options.always)) return {}
      const cursors = { before: cursorOf(idOf(first)), after: cursorOf(idOf(last)) }
      return {
        paging: {
          cursors,
          ...(hasPrevious ? { previous: linkTo(options.url, limit, { before: cursors.before }) } : {}),
          ...(hasNext ? { next: linkTo(options.url, limit, { after: cursors.after }) } : {}),
        },
      }
    },
  }
}

function limitOf({ parameters, pageSize }: PageOptions): number {
  const text = parameters.text('limit')
  if (text === null) return pageSize
  if (!/^\d+$/.test(text) || Number(text) < 1) throw invalidParameter('limit must be a whole number, 1 or more')
  return Math.min(Number(text), mostItems)
}

function linkTo(base: URL, limit: number, cursor: Readonly<Record<string, string>>): string {
  const url = new URL(base)
  for (const name of ['after', 'before', 'access_token', 'appsecret_proof']) url.searchParams.delete(name)
  url.searchParams.set('limit', String(limit))
  for (const [name, value] of Object.entries(cursor)) url.searchParams.set(name, value)
  return url.href
}

function cursorOf(id: string): string {
  return Buffer.from(id, 'utf8').toString('base64url')
}
