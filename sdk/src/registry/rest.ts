import { Agent, request } from 'undici'
import type { z } from 'zod'
import { RegistryError } from './registry-error.ts'

/** Where the registry is and who asks. */
export interface RegistryConfig {
  /** Base address of Confluent's REST interface, without a slash at the end. */
  readonly url: string
  readonly username?: string | undefined
  readonly password?: string | undefined
  /** PEM text of the certificate authority, if it is not a public one. */
  readonly ca?: string | undefined
  /** How long one call may take. Default 2,000. */
  readonly timeoutMs?: number
}

/** The calls that the registry client has no method for, or no time-out. */
export interface Rest {
  /** @throws RegistryError, also when the answer is not of the expected form. */
  get<T>(path: string, form: z.ZodType<T>): Promise<T>
  put(path: string, body: unknown): Promise<void>
  close(): Promise<void>
}

export function createRest(config: RegistryConfig): Rest {
  const timeout = config.timeoutMs ?? 2000
  const agent = new Agent({
    headersTimeout: timeout,
    bodyTimeout: timeout,
    connect: { timeout, ...(config.ca ? { ca: config.ca } : {}) },
  })
  const headers = { accept: 'application/vnd.schemaregistry.v1+json', ...authorization(config) }
  const call = async (method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const typed =
      body === undefined ? headers : { ...headers, 'content-type': 'application/vnd.schemaregistry.v1+json' }
    const { status, text } = await exchange(config.url, () =>
      request(`${config.url}${path}`, { method, dispatcher: agent, headers: typed, ...sent }),
    )
    return answer(status, text, `${method} ${path}`)
  }
  return {
    async get(path, form) {
      const result = form.safeParse(await call('GET', path))
      if (result.success) return result.data
      throw new RegistryError('refused', `The schema registry answered GET ${path} in an unknown form`)
    },
    put: async (path, body) => void (await call('PUT', path, body)),
    close: () => agent.close(),
  }
}

function authorization({ username, password }: RegistryConfig): Record<string, string> {
  if (username === undefined) return {}
  return { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` }
}

async function exchange(url: string, send: () => ReturnType<typeof request>) {
  try {
    const response = await send()
    return { status: response.statusCode, text: await response.body.text() }
  } catch (cause) {
    throw new RegistryError('unavailable', `The schema registry at ${new URL(url).host} does not answer`, { cause })
  }
}

function answer(status: number, text: string, what: string): unknown {
  const body = parsed(text)
  if (status >= 200 && status < 300) return body
  const said = (body as { message?: unknown } | null)?.message
  const message = `The schema registry answered ${status} to ${what}${typeof said === 'string' ? `: ${said}` : ''}`
  if (status === 404) throw new RegistryError('not_found', message)
  if (status === 409) throw new RegistryError('incompatible', message)
  throw new RegistryError(status === 429 || status >= 500 ? 'unavailable' : 'refused', message)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
