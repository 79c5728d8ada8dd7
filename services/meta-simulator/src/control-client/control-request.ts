import { jsonText, parseJson } from '@wabastream/schemas/codec'
import { request } from 'undici'

/** The simulator refused, or did not answer; the message says what and why. */
export class SimError extends Error {
  override readonly name = 'SimError'
  /** HTTP status; null when it did not answer. */
  readonly status: number | null

  constructor(message: string, status: number | null, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

export interface ControlRequest {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: object): Promise<T>
  put<T>(path: string, body: object): Promise<T>
  patch<T>(path: string, body: object): Promise<T>
  remove<T>(path: string): Promise<T>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Requests to `/sim/v1` of a simulator, each on a connection of its own. */
export function createControlRequest(url: string): ControlRequest {
  const base = `${url.replace(/\/+$/, '')}/sim/v1`
  return {
    get: <T>(path: string) => answerOf<T>(base, path, 'GET'),
    post: <T>(path: string, body: object) => answerOf<T>(base, path, 'POST', body),
    put: <T>(path: string, body: object) => answerOf<T>(base, path, 'PUT', body),
    patch: <T>(path: string, body: object) => answerOf<T>(base, path, 'PATCH', body),
    remove: <T>(path: string) => answerOf<T>(base, path, 'DELETE'),
  }
}

async function answerOf<T>(base: string, path: string, method: Method, body?: object): Promise<T> {
  const content = body && { body: jsonText(body), headers: { 'content-type': 'application/json' } }
  const { statusCode, text } = await exchange(`${base}${path}`, { method, reset: true, ...content })
  if (statusCode >= 400) throw new SimError(`The simulator refused: ${detailOf(text)}`, statusCode)
  return (text === '' ? undefined : parseJson(text)) as T
}

async function exchange(url: string, options: Parameters<typeof request>[1]) {
  try {
    const answer = await request(url, options)
    return { statusCode: answer.statusCode, text: await answer.body.text() }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new SimError(`No simulator answers at ${new URL(url).origin} (${code ?? message})`, null, { cause })
  }
}

function detailOf(text: string): string {
  try {
    return (JSON.parse(text) as { readonly detail?: string }).detail ?? text
  } catch {
    return text.slice(0, 200)
  }
}
