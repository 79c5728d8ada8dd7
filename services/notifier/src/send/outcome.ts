import { RefusedTarget } from './guarded-connect.ts'
import type { Answer } from './http.ts'
import { retryAfterMs } from './retry-after.ts'

/** How one attempt to notify a destination went. */
export type Outcome =
  | { readonly kind: 'sent'; readonly status: number }
  /** Worth another attempt. */
  | {
      readonly kind: 'again'
      readonly reason: string
      readonly status: number | null
      /** The receiver asked for this wait. */
      readonly afterMs?: number | undefined
      /** The receiver may have taken it all the same: no answer came, or one of a proxy that gave up waiting. */
      readonly maybeReceived: boolean
    }
  /** The same request would fail again: the destination's settings must change. */
  | { readonly kind: 'failed'; readonly reason: string; readonly status: number | null }

/** What an answer means. 2xx: sent. 408, 429 and 5xx: again. All else, redirects included: failed. */
export function outcomeOfAnswer({ status, retryAfter, text }: Answer, nowMs: number): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent', status }
  const reason = `answered ${status}${errorCode(text)}`
  if (status >= 300 && status < 400) return { kind: 'failed', reason: `${reason}; redirects are not followed`, status }
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'failed', reason, status }
  const afterMs = retryAfterMs(retryAfter, nowMs)
  return { kind: 'again', reason, status, afterMs, maybeReceived: status === 502 || status === 504 }
}

/** What an error of the connection means. Never the error's own text: it may hold the address, which is a secret of Slack. */
export function outcomeOfError(error: unknown): Outcome {
  if (error instanceof RefusedTarget) return { kind: 'failed', reason: error.message, status: null }
  const code = codeOf(error)
  const maybeReceived = !beforeSending.some((known) => code.startsWith(known))
  return { kind: 'again', reason: explained[code] ?? `no answer (${code})`, status: null, maybeReceived }
}

/** Codes of errors that come before a byte of the request has left; the last three are families of TLS. */
const beforeSending = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_',
  'ERR_TLS_',
  'ERR_SSL_',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_',
]

const explained: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the name has no address',
  TimeoutError: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined
  const { code } = error as NodeJS.ErrnoException
  if (typeof code === 'string') return code
  return inner instanceof Error ? codeOf(inner) : error.name
}

/** Slack explains a refusal in one word, such as `invalid_token`; any other body stays out of records and logs. */
function errorCode(text: string): string {
  return /^[a-z]+(_[a-z]+)+$/.test(text) && text.length <= 60 ? ` (${text})` : ''
}
