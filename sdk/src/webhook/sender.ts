import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request, type Dispatcher } from 'undici'
import { sign, signatureHeader } from './sign.ts'

/** How one webhook went: the last answer, or why there was none. */
export interface Sent {
  /** HTTP status of the last attempt; null when the receiver could not be reached. */
  readonly status: number | null
  readonly attempts: number
  readonly durationMs: number
  /** Why the receiver could not be reached; null when it answered. */
  readonly error: string | null
}

export interface SenderOptions {
  readonly url: string
  readonly secret: string
  /** Attempts in all, the first one included. Like Meta, only 200 counts as received. Default 1. */
  readonly attempts?: number
  /** Wait before the second attempt; doubles each time, with jitter. Default 250. */
  readonly backoffMs?: number
  /** How long one attempt may take. Default 10,000. */
  readonly timeoutMs?: number
  /** Sockets open at once. Default 8. */
  readonly connections?: number
}

/** Posts signed webhooks to one receiver, as Meta does. */
export interface Sender {
  /** Never rejects: an unreachable receiver is a result with status null. */
  send(body: Uint8Array): Promise<Sent>
  close(): Promise<void>
}

type Attempt = Pick<Sent, 'status' | 'error'>

export function createSender(options: SenderOptions): Sender {
  const { url, secret, attempts = 1, backoffMs = 250, timeoutMs = 10_000, connections = 8 } = options
  const agent = new Agent({ connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
  return {
    async send(body) {
      const startedAt = performance.now()
      const headers = { 'content-type': 'application/json', [signatureHeader]: sign(body, secret) }
      const result = (made: number, last: Attempt): Sent => ({
        ...last,
        attempts: made,
        durationMs: performance.now() - startedAt,
      })
      for (let made = 1; ; made++) {
        const last = await post(agent, url, headers, body)
        if (last.status === 200 || made >= attempts) return result(made, last)
        await sleep(backoffMs * 2 ** (made - 1) * (0.5 + Math.random()))
      }
    },
    close: () => agent.close(),
  }
}

async function post(
  dispatcher: Dispatcher,
  url: string,
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<Attempt> {
  try {
    const response = await request(url, { method: 'POST', dispatcher, headers, body })
    await response.body.dump()
    return { status: response.statusCode, error: null }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return { status: null, error: code ?? message }
  }
}
