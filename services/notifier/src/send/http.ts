import { Agent, buildConnector, type Dispatcher } from 'undici'
import { guardedConnect } from './guarded-connect.ts'

/** Milliseconds, and bytes of an answer that are looked at. */
const defaults = { connectTimeoutMs: 3000, totalTimeoutMs: 10_000, answerBytes: 1024 }

/** What is posted to a destination. */
export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** true: any address is fine; the destination's `allow_private`. */
  readonly allowPrivate: boolean
}

/** What came back. Redirects are answers like any other: they are not followed. */
export interface Answer {
  readonly status: number
  /** The `Retry-After` header as sent. */
  readonly retryAfter: string | null
  /** The first 1,024 bytes of the body. */
  readonly text: string
}

export interface Http {
  /** @throws what undici throws, RefusedTarget, or a TimeoutError after 10 s in all. */
  post(post: Post): Promise<Answer>
  close(): Promise<void>
}

export interface HttpOptions {
  readonly connectTimeoutMs?: number
  readonly totalTimeoutMs?: number
  /** How connections to destinations without `allow_private` are opened. */
  readonly connect?: buildConnector.connector
}

/** HTTP as destinations get it: short time-outs, bounded answers, no redirects, no proxy, no private addresses. */
export function createHttp(options: HttpOptions = {}): Http {
  const { connectTimeoutMs, totalTimeoutMs, connect } = { ...defaults, ...options }
  const guarded = agent(connect ?? guardedConnect({ timeoutMs: connectTimeoutMs }), totalTimeoutMs)
  const open = agent(buildConnector({ timeout: connectTimeoutMs, allowH2: false }), totalTimeoutMs)
  return {
    async post({ url, headers, body, allowPrivate }) {
      const response = await (allowPrivate ? open : guarded).request({
        ...pathOf(url),
        method: 'POST',
        headers: { 'user-agent': 'wabastream', ...headers },
        body,
        signal: AbortSignal.timeout(totalTimeoutMs),
      })
      const retryAfter = response.headers['retry-after']
      return {
        status: response.statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
        text: await beginning(response.body),
      }
    },
    async close() {
      await Promise.all([guarded.close(), open.close()])
    },
  }
}

function agent(connect: buildConnector.connector, timeoutMs: number): Agent {
  return new Agent({ connect, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxHeaderSize: 16_384 })
}

function pathOf(url: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url)
  return { origin, path: pathname + search }
}

/** The status is the answer: a body that breaks off or never ends changes nothing about it. */
async function beginning(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk as Buffer)
      bytes += (chunk as Buffer).length
      // Leaving the loop ends the connection.
      if (bytes >= defaults.answerBytes) break
    }
  } catch {
    // What was read so far is good enough.
  }
  return Buffer.concat(chunks).subarray(0, defaults.answerBytes).toString('utf8')
}
