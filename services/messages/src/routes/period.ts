import { badRequest } from '@wabastream/sdk/http'
import { z } from 'zod'

const dayMs = 86_400_000

/** `from` and `to` of a route; the last day when left out. */
export const periodQuery = {
  from: z.iso.datetime({ offset: true }).optional().describe('Inclusive; a day before `to` when left out'),
  to: z.iso.datetime({ offset: true }).optional().describe('Exclusive; now when left out'),
}

export interface Period {
  /** Epoch milliseconds, inclusive. */
  readonly from: number
  /** Exclusive. */
  readonly to: number
}

export function periodOf(asked: { readonly from?: string | undefined; readonly to?: string | undefined }): Period {
  const to = asked.to === undefined ? Date.now() : Date.parse(asked.to)
  const from = asked.from === undefined ? to - dayMs : Date.parse(asked.from)
  if (from >= to) throw badRequest('`from` must be before `to`.')
  return { from, to }
}
