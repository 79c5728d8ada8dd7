import { STATUS_CODES } from 'node:http'
import { z } from 'zod'

/** What is wrong with one parameter. */
const fault = z.object({
  in: z.enum(['path', 'query', 'header', 'body']).describe('Where the parameter is'),
  name: z.string().describe('Its name, or its path in the body'),
  detail: z.string().describe('What it must be'),
})

/** The body of every answer that is an error: RFC 9457, `application/problem+json`. */
export const problemSchema = z
  .object({
    type: z.string().describe('Kind of problem; about:blank: what the status says'),
    title: z.string().describe('Meaning of the status'),
    status: z.int(),
    detail: z.string().describe('What happened, and what to do'),
    errors: z.array(fault).optional().describe('Each parameter that is wrong'),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 has it' })

export type ProblemBody = z.output<typeof problemSchema>
export type Fault = z.output<typeof fault>

/** What a problem has besides its status and its detail. */
export interface ProblemExtras {
  readonly errors?: readonly Fault[]
  /** Sent with the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that is an error: throw it in a route. The detail is sent, so it holds no secret and nothing of a person. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly extras: ProblemExtras

  constructor(status: number, detail: string, extras: ProblemExtras = {}) {
    super(detail)
    this.status = status
    this.extras = extras
  }
}

/** 404: there is no such thing. */
export function notFound(detail: string): Problem {
  return new Problem(404, detail)
}

/** 400: what was asked makes no sense, beyond what the route's schema can tell. */
export function badRequest(detail: string): Problem {
  return new Problem(400, detail)
}

/** A problem as it is sent. */
export function problemBody({ status, message, extras }: Problem): ProblemBody {
  const title = STATUS_CODES[status] ?? 'Error'
  const errors = extras.errors ? { errors: [...extras.errors] } : {}
  return { type: 'about:blank', title, status, detail: message, ...errors }
}
