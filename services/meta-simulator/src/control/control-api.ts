import { STATUS_CODES } from 'node:http'
import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { Problem } from '@wabastream/sdk/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'

/** Where routes are added: Fastify inside `/sim/v1`. */
export type ControlScope = FastifyInstance

const longestBody = 64 * 1024 * 1024

/**
 * Opens the control API under `/sim/v1`: JSON in and out, errors as problem JSON. Pages of a browser are refused, because
 * whoever looks at a page must not change the simulator with it.
 */
export function addControlApi(server: FastifyInstance, register: (scope: ControlScope) => void): void {
  void server.register(
    async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: longestBody }, (_, body, done) => {
        try {
          // Template ids in events are integers beyond 2^53.
          done(null, body.length === 0 ? undefined : parseJson(body.toString('utf8')))
        } catch {
          done(new Problem(400, 'The body is no JSON.'))
        }
      })
      scope.setReplySerializer(jsonText)
      scope.addHook('onRequest', async (request) => {
        if (request.headers.origin !== undefined) throw new Problem(403, 'Pages of a browser may not use this.')
      })
      scope.setErrorHandler((error, _, reply) => {
        const problem = error instanceof Problem ? error : problemOf(error as { readonly statusCode?: number })
        void reply.status(problem.status).type('application/problem+json')
        const title = STATUS_CODES[problem.status] ?? 'Error'
        return { type: 'about:blank', title, status: problem.status, detail: problem.message }
      })
      scope.setNotFoundHandler(() => {
        throw new Problem(404, 'The control API has no such route.')
      })
      register(scope)
    },
    { prefix: '/sim/v1' },
  )
}

/**
 * The body of a request as this form has it; no body is an empty one.
 * @throws Problem 400 that names each wrong property, without its value.
 */
export function bodyOf<T extends z.ZodType>(form: T, request: FastifyRequest): z.output<T> {
  const parsed = form.safeParse(request.body ?? {})
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`)
  throw new Problem(400, problems.join('; '))
}

/** A parameter of the path. */
export function pathParameter(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string>>)[name] ?? ''
}

function problemOf({ statusCode }: { readonly statusCode?: number }): Problem {
  if (statusCode === 415) return new Problem(415, 'The body must be application/json.')
  if (statusCode !== undefined && statusCode < 500) return new Problem(statusCode, 'The request cannot be read.')
  return new Problem(500, 'The simulator failed.')
}
