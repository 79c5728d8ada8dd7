import { z } from 'zod'
import { limits } from './limits.ts'

const message = 'must be the next_cursor of a page of this list'

/** A position in a list as text that nobody needs to read: JSON in base64url. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The type of a parameter that holds a cursor: gives the position, and refuses all that no list wrote. */
export function cursorOf<P extends z.ZodType>(position: P) {
  return z
    .string()
    .max(limits.cursorLength, message)
    .transform((text, context): z.output<P> => {
      const read = position.safeParse(parse(text))
      if (read.success) return read.data
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    })
}

function parse(text: string): unknown {
  if (!/^[\w-]+$/.test(text)) return undefined
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'), withoutNul)
  } catch {
    return undefined
  }
}

/** No list has a position with a NUL: PostgreSQL's texts hold none. */
function withoutNul(_name: string, value: unknown): unknown {
  if (typeof value === 'string' && value.includes('\0')) throw new SyntaxError('a position holds NUL')
  return value
}
