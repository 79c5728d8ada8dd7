import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { distort, type Answer } from '../faults/distort.ts'
import type { Effect } from '../faults/fault.ts'
import type { Faults } from '../faults/faults.ts'
import { appUsageHeader, wabaUsageHeader } from '../limits/usage-headers.ts'
import type { Usage } from '../limits/usage.ts'
import { isActive } from '../world/world.ts'
import type { CallLog } from './call-log.ts'
import { success, wabaOf, type GraphContext } from './call.ts'
import { callerOf, type Caller } from './caller.ts'
import { carryOut, subjectOf, type Asked } from './carry-out.ts'
import { errorBody, GraphRefusal, invalidParameter, type GraphError } from './graph-error.ts'
import { knownError } from './known-errors.ts'
import { readParameters } from './parameters.ts'
import { parsePath } from './path.ts'

export interface GraphApiOptions {
  readonly context: GraphContext
  readonly usage: Usage
  readonly faults: Faults
  readonly calls: CallLog
  /** Ends waits when the simulator stops. */
  readonly signal: AbortSignal
}

const jsonType = 'application/json; charset=UTF-8'
const longestBody = 1024 * 1024

/** Adds the Graph API: every path that is nobody else's. */
export function addGraphApi(server: FastifyInstance, options: GraphApiOptions): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: longestBody }, (_, body, done) => done(null, body))
    scope.route({
      method: ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'HEAD'],
      url: '/*',
      handler: (request, reply) => answerCall(request, reply, options),
    })
    scope.setErrorHandler((_, request, reply) => answerUnreadable(request, reply))
  })
}

/** The answer to a call that cannot even be read: a path or a body that is malformed. */
export function answerUnreadable(request: FastifyRequest, reply: FastifyReply): void {
  const { error } = invalidParameter(`The ${request.method} request could not be read`)
  void reply
    .status(error.status)
    .type(jsonType)
    .send(JSON.stringify(errorBody(error, traceId())))
}

async function answerCall(request: FastifyRequest, reply: FastifyReply, options: GraphApiOptions): Promise<unknown> {
  const url = new URL(`${request.protocol}://${request.host}${request.url}`)
  const trace = traceId()
  void reply.headers({
    'x-fb-trace-id': trace,
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    pragma: 'no-cache',
  })
  const work = await decide(request, reply, url, options)
  const { effect, outcome } = work
  if (effect?.kind === 'delay') await sleep(effect.ms, undefined, { signal: options.signal }).catch(() => undefined)
  const silent = effect?.kind === 'hang' || effect?.kind === 'reset'
  const answer = silent ? null : distort(written(outcome, effect, trace), effect, url)
  const code = outcome instanceof GraphRefusal ? outcome.error.code : null
  const logged = { method: request.method, path: url.pathname, app_id: work.appId, waba_id: work.wabaId }
  options.calls.add({ at: options.context.clock(), ...logged, status: answer?.status ?? null, code })
  if (answer) return reply.status(answer.status).type(answer.contentType).send(answer.body)
  reply.hijack()
  if (effect?.kind === 'reset') request.raw.socket.resetAndDestroy()
}

interface Work {
  readonly outcome: object
  readonly effect: Effect | null
  readonly appId: string | null
  readonly wabaId: string | null
}

/** Counts the call, lets a fault strike, and does what is left to do. A refusal is an outcome. */
async function decide(request: FastifyRequest, reply: FastifyReply, url: URL, options: GraphApiOptions): Promise<Work> {
  const { context, faults } = options
  let seen: Omit<Work, 'outcome'> = { effect: null, appId: null, wabaId: null }
  try {
    const asked = await readCall(request, url, context)
    void reply.header('facebook-api-version', asked.path.version)
    const caller = callerOf(context.world, asked.credentials.token)
    const subject = subjectOf(context.world, asked.path.objectId, caller)
    const wabaId = (subject && wabaOf(context.world, subject)?.id) ?? null
    const { objectId, edge } = asked.path
    const key = objectId === 'debug_token' ? { objectId: '', edge: objectId } : { objectId, edge }
    const appId = caller?.app.id ?? null
    const effect = faults.strike({ method: request.method, ...key, wabaId, appId })
    seen = { effect, appId, wabaId }
    const limit = caller ? count(reply, caller, wabaId, options) : null
    if (effect?.kind === 'error') throw new GraphRefusal(errorOf(effect))
    if (limit) throw new GraphRefusal(limit)
    const stopsShort = effect?.kind === 'answer' || effect?.kind === 'pretend'
    const silentBefore = (effect?.kind === 'hang' || effect?.kind === 'reset') && effect.when === 'before'
    if (stopsShort || silentBefore) return { ...seen, outcome: success(context) }
    return { ...seen, outcome: await carryOut(asked, context) }
  } catch (error) {
    if (error instanceof GraphRefusal) return { ...seen, outcome: error }
    throw error
  }
}

async function readCall(request: FastifyRequest, url: URL, { clock }: GraphContext): Promise<Asked> {
  const path = parsePath(url.pathname, clock())
  const body = Buffer.isBuffer(request.body) ? request.body : null
  const parameters = await readParameters(url.search, body, request.headers['content-type'] ?? '')
  const [, bearer] = /^(?:Bearer|OAuth) +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? []
  const token = bearer ?? parameters.text('access_token')
  return {
    method: request.method,
    path,
    url,
    parameters,
    credentials: { token, proof: parameters.text('appsecret_proof') },
  }
}

/** Counts the call for the WABA or, without one, for the app; gives the error when that was one too many. */
function count(
  reply: FastifyReply,
  { app }: Caller,
  wabaId: string | null,
  options: GraphApiOptions,
): GraphError | null {
  const { context, usage } = options
  const now = context.settings.now
  if (wabaId === null) {
    const standing = usage.record(app.id, now.app_calls_per_hour)
    void reply.header('x-app-usage', appUsageHeader(standing))
    return standing.over ? { ...knownError('4'), status: now.rate_limit_status } : null
  }
  const active = isActive(context.world, wabaId)
  const limit = active ? now.active_waba_calls_per_hour : now.waba_calls_per_hour
  const standing = usage.record(`${app.id}/${wabaId}`, limit)
  void reply.header('x-app-usage', appUsageHeader(usage.standing(app.id, now.app_calls_per_hour)))
  void reply.header('x-business-use-case-usage', wabaUsageHeader(wabaId, standing))
  return standing.over ? { ...knownError('80008'), status: now.rate_limit_status } : null
}

function errorOf({ error, status }: Extract<Effect, { kind: 'error' }>): GraphError {
  const known = knownError(error)
  return { ...known, status: status ?? known.status }
}

function written(outcome: object, effect: Effect | null, trace: string): Answer {
  if (effect?.kind === 'answer') return { status: effect.status, body: effect.body, contentType: effect.content_type }
  if (!(outcome instanceof GraphRefusal)) return { status: 200, body: JSON.stringify(outcome), contentType: jsonType }
  return { status: outcome.error.status, body: JSON.stringify(errorBody(outcome.error, trace)), contentType: jsonType }
}

function traceId(): string {
  return `A${randomBytes(17).toString('base64url').slice(0, 22)}`
}
