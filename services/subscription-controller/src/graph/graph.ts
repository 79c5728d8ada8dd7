import { Agent, type Dispatcher } from 'undici'
import { classify } from './classify.ts'
import { proofOf, type Credential } from './credential.ts'
import { GraphError, localFault } from './fault.ts'
import { property } from './json.ts'
import { usageOf, type Usage } from './usage.ts'

/** Whose limits a call counts against. */
export interface About {
  readonly appId: string
  readonly wabaId: string | null
}

export interface GraphCall {
  readonly about: About
  readonly credential: Credential
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Without version and leading slash: `102290129340398/subscribed_apps`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Sent as JSON. Left out: no body at all. */
  readonly body?: Readonly<Record<string, unknown>>
  /** Instead of the client's own version. */
  readonly version?: string | undefined
}

/** Calls the Graph API. One call is one request: nothing is repeated here. */
export interface Graph {
  /** @throws GraphError */
  call(call: GraphCall): Promise<object>
  close(): Promise<void>
}

/** Sees every call, before and after. */
export interface GraphObserver {
  /** Waits until the call may be made. @throws GraphError when it may not be made now. */
  before(about: About): Promise<void>
  used(about: About, usage: Usage): void
  failed(about: About, error: GraphError): void
}

export interface GraphOptions {
  /** Nothing else is ever called. */
  readonly url: string
  readonly version: string
  readonly timeoutMs?: number
  readonly observer?: GraphObserver
}

const maxAnswerBytes = 8 * 1024 * 1024

/** A client for one host, with the token in a header, a proof of the app's secret, and no redirects. */
export function createGraph({ url, version, timeoutMs = 4000, observer }: GraphOptions): Graph {
  const { origin, pathname } = new URL(url)
  const base = pathname.replace(/\/$/, '')
  const agent = new Agent({ connect: { timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  const send = async (call: GraphCall): Promise<Answer> => {
    const query = new URLSearchParams({ ...call.query, appsecret_proof: proofOf(call.credential) })
    const response = await agent.request({
      origin,
      path: `${base}/${call.version ?? version}/${call.path}?${query.toString()}`,
      method: call.method,
      headers: {
        authorization: `Bearer ${call.credential.token}`,
        accept: 'application/json',
        'user-agent': 'wabastream/1.0.0',
        ...(call.body ? { 'content-type': 'application/json' } : {}),
      },
      body: call.body ? JSON.stringify(call.body) : null,
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.statusCode, headers: response.headers, text: await bounded(response.body) }
  }
  return {
    async call(call) {
      await observer?.before(call.about)
      try {
        const answer = await send(call).catch(unreachable)
        observer?.used(call.about, usageOf(headerOf(answer)))
        return understood(answer)
      } catch (error) {
        if (error instanceof GraphError) observer?.failed(call.about, error)
        throw error
      }
    },
    close: () => agent.close(),
  }
}

interface Answer {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly text: string
}

/** The cause may hold the address with its query, so only its kind is kept. */
function unreachable(error: unknown): never {
  const { name = 'Error', code } = (error ?? {}) as { readonly name?: string; readonly code?: unknown }
  const kind = typeof code === 'string' ? code.slice(0, 60) : name
  const advice = `The Graph API does not answer (${kind}); it is tried again. Check META_GRAPH_URL and the way out.`
  throw new GraphError(localFault('network', { class: 'transient', advice }))
}

function understood({ status, text }: Answer): object {
  const body = parsed(text)
  if (status >= 300 && status < 400) {
    const advice = 'The Graph API wants to redirect, which is never followed with a token: check META_GRAPH_URL.'
    throw new GraphError(localFault('redirected', { class: 'needs-operator', status, advice }))
  }
  if (status >= 400 || property(body, 'error') !== undefined) throw new GraphError(classify(status, body))
  if (typeof body !== 'object' || body === null) throw unreadable(status)
  return body
}

/** What came is no answer of the Graph API: nothing may be concluded from it. */
export function unreadable(status = 200): GraphError {
  const advice = 'The answer cannot be read as one of the Graph API; nothing is concluded from it, it is asked again.'
  return new GraphError(localFault('unreadable', { class: 'transient', status, advice }))
}

async function bounded(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw Object.assign(new Error('too large'), { code: 'ANSWER_TOO_LARGE' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function headerOf({ headers }: Answer): (name: string) => string | null {
  return (name) => {
    const value = headers[name]
    return typeof value === 'string' ? value : null
  }
}
