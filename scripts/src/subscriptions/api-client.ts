import { apiSettings, findStack, loadConfig, type Environment } from '@wabastream/sdk/config'
import { z } from 'zod'

/** The HTTP API of the controller. */
export interface ApiClient {
  /** @throws Error with what the API says is wrong. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
}

const settings = z.object(apiSettings)
/** A plan asks Meta about each account, one after the other. */
const timeoutMs = 120_000

/** The API at `url`, else that of the running local stack, else at API_HOST and API_PORT. API_TOKEN goes along. */
export function apiClient(environment: Environment, url?: string): ApiClient {
  const { API_HOST, API_PORT, API_TOKEN } = loadConfig(settings, environment)
  const base = url ?? findStack(environment)?.apiUrl ?? `http://${API_HOST}:${API_PORT}`
  return {
    async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
      const headers = {
        ...(API_TOKEN === undefined ? {} : { authorization: `Bearer ${API_TOKEN}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }
      const request = { method, headers, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' as const }
      const response = await fetch(new URL(path, base), {
        ...request,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((cause: unknown) => {
        throw new Error(`The controller does not answer at ${base}: start it, or name its API with --api`, { cause })
      })
      const answer: unknown = await response.json().catch(() => null)
      if (!response.ok) throw new Error(problemText(answer, response.status))
      return answer as T
    },
  }
}

function problemText(answer: unknown, status: number): string {
  const { detail, errors = [] } = (answer ?? {}) as {
    readonly detail?: string
    readonly errors?: readonly { readonly name: string; readonly detail: string }[]
  }
  const faults = errors.map((fault) => `\n  ${fault.name}: ${fault.detail}`).join('')
  return `${detail ?? `The controller answers with ${status}`}${faults}`
}
