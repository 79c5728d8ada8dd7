import { z } from 'zod'
import { knownErrors } from '../graph/known-errors.ts'

const when = z.enum(['before', 'after']).default('before')

const effect = z.discriminatedUnion('kind', [
  /** An error of Meta's table, by code or code/subcode; another HTTP status where Meta's pages name two. */
  z.strictObject({
    kind: z.literal('error'),
    error: z.string().refine((name) => Object.hasOwn(knownErrors, name), {
      error: `must be one of ${Object.keys(knownErrors).join(', ')}`,
    }),
    status: z.int().min(400).max(599).optional(),
  }),
  /** Any answer at all: HTML with 200, JSON that is none. */
  z.strictObject({
    kind: z.literal('answer'),
    status: z.int().min(200).max(599).default(200),
    body: z.string(),
    content_type: z.string().default('text/html; charset=utf-8'),
  }),
  /** The right answer, later. */
  z.strictObject({ kind: z.literal('delay'), ms: z.int().min(0).max(600_000) }),
  /** No answer; `after`: the call takes effect all the same. */
  z.strictObject({ kind: z.literal('hang'), when }),
  /** The connection is reset; `after`: the call takes effect all the same. */
  z.strictObject({ kind: z.literal('reset'), when }),
  /** The right answer, cut off in the middle of its JSON. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** A list without its second half, and without a word of it. */
  z.strictObject({ kind: z.literal('short_page') }),
  /** A list whose `paging.next` leads to itself. */
  z.strictObject({ kind: z.literal('paging_loop') }),
  /** Success, but nothing is done. */
  z.strictObject({ kind: z.literal('pretend') }),
])

/** Something that goes wrong with Graph calls on request. */
export const faultForm = z.strictObject({
  /** The calls that it meets; what is left out matches all. */
  match: z
    .strictObject({
      method: z.enum(['GET', 'POST', 'DELETE']).optional(),
      /** `subscribed_apps`, `subscriptions`, `debug_token`, …; '' is the object itself. */
      edge: z.string().optional(),
      object_id: z.string().optional(),
      /** A WABA, with its numbers. */
      waba_id: z.string().optional(),
      /** The app of the token. */
      app_id: z.string().optional(),
    })
    .default({}),
  /** So many matching calls pass first. */
  skip: z.int().min(0).default(0),
  /** So many are met; null = all until it is cleared. */
  times: z.int().min(1).nullable().default(1),
  effect,
})

export type Fault = z.output<typeof faultForm>
export type FaultWish = z.input<typeof faultForm>
export type Effect = Fault['effect']
