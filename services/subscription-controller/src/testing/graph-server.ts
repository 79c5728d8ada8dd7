import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One answer, instead of what the account holds. */
export interface Scripted {
  readonly status?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Cuts the connection. */
  readonly reset?: boolean
}

export interface Seen {
  readonly method: string
  readonly path: string
  readonly body: Readonly<Record<string, unknown>> | null
  readonly authorization: string | undefined
  readonly url: string
}

interface Entry {
  readonly id: string
  override?: string
}

/** A small Graph API for one app whose answers a test can script; what it holds changes as Meta's does. */
export async function startGraphServer(appId: string) {
  const wabas = new Map<string, Entry[]>()
  const calls: Seen[] = []
  let script: ((call: Seen) => Scripted | null) | null = null
  let webhook: Record<string, unknown> | null = null

  function answer(call: Seen): Scripted {
    const scripted = script?.(call)
    if (scripted) return scripted
    const [, , id = '', edge] = call.path.split('/')
    if (edge === 'subscriptions') return subscriptions(call)
    if (edge === 'owned_whatsapp_business_accounts')
      return { body: { data: [...wabas.keys()].map((waba) => ({ id: waba })) } }
    const list = wabas.get(id)
    if (!list) return error(404, 803)
    const own = list.find((entry) => entry.id === appId)
    if (call.method === 'GET') return { body: { data: list.map(shown) } }
    if (call.method === 'DELETE') {
      wabas.set(
        id,
        list.filter((entry) => entry !== own),
      )
      return { body: { success: true } }
    }
    const callback = call.body?.['override_callback_uri']
    if (typeof callback === 'string') {
      if (!own) return error(400, 100)
      own.override = callback
    } else if (own) delete own.override
    else list.push({ id: appId })
    return { body: { success: 'true' } }
  }

  function subscriptions({ method, body, path }: Seen): Scripted {
    if (method === 'GET') return { body: { data: webhook ? [webhook] : [] } }
    const fields = new Map((webhook?.['fields'] as { name: string }[] | undefined)?.map((field) => [field.name, field]))
    const version = path.split('/')[1]
    for (const name of String(body?.['fields']).split(',')) fields.set(name, { name, version } as { name: string })
    const callback_url = body?.['callback_url']
    webhook = { object: 'whatsapp_business_account', callback_url, active: true, fields: [...fields.values()] }
    return { body: { success: true } }
  }

  const server = await listen((call) => {
    calls.push(call)
    return answer(call)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wabas,
    calls,
    script: (next: typeof script) => void (script = next),
    webhook: () => webhook,
    setWebhook: (next: typeof webhook) => void (webhook = next),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type GraphServer = Awaited<ReturnType<typeof startGraphServer>>

/** An error as the Graph API sends it; its message holds what must never be shown. */
export function error(status: number, code: number, more: object = {}): Scripted {
  return {
    status,
    body: { error: { message: 'Malformed access token seeded-token', type: 'OAuthException', code, ...more } },
  }
}

function shown({ id, override }: Entry) {
  const app = { id, name: 'An app', link: 'https://example.com' }
  return { whatsapp_business_api_data: app, ...(override === undefined ? {} : { override_callback_uri: override }) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Serves what `answer` gives for each request. */
async function listen(answer: (call: Seen) => Scripted): Promise<Server> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request)
    const url = request.url ?? ''
    const {
      status = 200,
      body,
      headers = {},
      reset,
    } = answer({
      method: request.method ?? '',
      path: url.split('?')[0] ?? '',
      body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>),
      authorization: request.headers.authorization,
      url,
    })
    if (reset) return void response.destroy()
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
