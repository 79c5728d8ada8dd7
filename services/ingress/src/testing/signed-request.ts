import { sign, signatureHeader } from '@wabastream/sdk/webhook'

/** Secrets of the ingress under test, by app. App 200 has two, as while a secret is being replaced. */
export const secrets = { first: 'test_app_secret', old: 'old_secret_200', young: 'young_secret_200' } as const

export const appSecrets = `100=${secrets.first},200=${secrets.old},200=${secrets.young}`
export const verifyToken = 'token-for-tests'

export interface RequestParts {
  readonly method?: string
  readonly path?: string
  /** Put in place of the usual ones; null takes one out, an array sends it several times. */
  readonly headers?: Readonly<Record<string, string | null | readonly string[]>>
  readonly body?: string | Uint8Array
  readonly secret?: string
}

/** The bytes of a request: by default a signed POST of `body` to /webhook, as Meta sends it. */
export function signedRequest(parts: RequestParts = {}): Buffer {
  const { method = 'POST', path = '/webhook', secret = secrets.first } = parts
  const body = Buffer.from(parts.body ?? '')
  const headers: Record<string, string | null | readonly string[]> = {
    host: 'localhost',
    'content-type': 'application/json',
    'content-length': String(body.length),
    [signatureHeader]: sign(body, secret),
    ...parts.headers,
  }
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => `${name}: ${one}\r\n`),
  )
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body])
}
