import { z } from 'zod'
import { cursorOf, writeCursor } from './cursor.ts'

/** What a list gives: some items, and where to go on. */
export interface Page<T> {
  readonly items: T[]
  /** The `cursor` of the next page; null on the last one. */
  readonly next_cursor: string | null
}

/** How to make a page of rows. */
export interface PageRequest<R, P, T> {
  /** How many items were asked for. */
  readonly limit: number
  /** Where a row stands in the order of the list: the columns that it is sorted by, the last one unique. */
  readonly position: (row: R) => P
  readonly item: (row: R) => T
}

/**
 * The query parameters of a list: spread them into its `querystring`. `position` is the type of where a row stands; the
 * route gets it back as `cursor`, undefined on the first page.
 */
export function pageQuery<P extends z.ZodType>(position: P) {
  return {
    limit: z.coerce.number('must be 1 to 500').int().min(1).max(500).default(50).describe('Items of a page'),
    cursor: cursorOf(position).optional().describe('`next_cursor` of the page before'),
  }
}

/** The type of a page, for the `response` of a route. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().describe('The `cursor` of the next page; null on the last one'),
  })
}

/** A page from rows that were read with `limit + 1`, so that it is known whether there are more. */
export function page<R, P, T>(rows: readonly R[], { limit, position, item }: PageRequest<R, P, T>): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(item),
    next_cursor: last === undefined ? null : writeCursor(position(last)),
  }
}
