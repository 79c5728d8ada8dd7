import type { FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { Failure } from '../failure/index.ts'
import type { Log } from '../observe/index.ts'
import { faultsOf } from './faults.ts'
import { Problem, problemBody } from './problem.ts'
import { safeError } from './safe-error.ts'

/** What people wrote stays in no cache, and is no page. */
export const safeHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Answers with a problem. Only what is our own fault is logged. */
export function answerProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .code(problem.status)
    .headers({ ...safeHeaders, ...problem.extras.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)))
}

/** Everything that a route or Fastify can throw, as an answer; what is inside stays inside. */
export function errorHandler(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = problemOf(error)
    if (problem.status >= 500)
      log.error({ ...safeError(error), route: request.routeOptions.url, status: problem.status }, 'request failed')
    answerProblem(reply, problem)
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error))
    return new Problem(400, 'The request has parameters that are wrong.', { errors: faultsOf(error) })
  if (error instanceof Failure && error.kind === 'unavailable')
    return new Problem(503, 'Something that the answer needs is away. Ask again soon.', retrySoon)
  return problemOfFastify(error) ?? new Problem(500, 'The answer failed. The log of the service says why.')
}

const retrySoon = { headers: { 'retry-after': '1' } }

/** Fastify's own refusals, in words that repeat nothing of the request. */
const details: Readonly<Record<number, string>> = {
  404: 'There is nothing here. GET /openapi.json lists what there is.',
  413: 'The body is too large.',
  414: 'A parameter in the path is too long.',
  415: 'The body must be application/json.',
  503: 'The answer took too long. Ask again, for less if possible.',
}

function problemOfFastify(error: unknown): Problem | null {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number') return null
  if (statusCode >= 500 && code !== 'FST_ERR_HANDLER_TIMEOUT') return null
  const detail = details[statusCode] ?? 'The request cannot be read: its path or its body is malformed.'
  return new Problem(statusCode, detail, statusCode === 503 ? retrySoon : {})
}
