import type { Effect } from './fault.ts'

/** An answer on its way out. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly contentType: string
}

/** The answer as this effect leaves it. `url` is the address of the call. */
export function distort(answer: Answer, effect: Effect | null, url: URL): Answer {
  if (effect?.kind === 'truncate') return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }
  if (effect?.kind === 'short_page') return { ...answer, body: changed(answer.body, shortPage) }
  if (effect?.kind === 'paging_loop') return { ...answer, body: changed(answer.body, (list) => looped(list, url)) }
  return answer
}

interface List {
  readonly data: readonly unknown[]
}

function shortPage({ data, ...rest }: List): object {
  const { paging: _, ...others } = rest as { readonly paging?: unknown }
  return { ...others, data: data.slice(0, Math.floor(data.length / 2)) }
}

function looped(list: List, url: URL): object {
  const next = new URL(url)
  for (const name of ['access_token', 'appsecret_proof']) next.searchParams.delete(name)
  return { ...list, paging: { cursors: { before: 'MA', after: 'MA' }, next: next.href } }
}

function changed(body: string, change: (list: List) => object): string {
  const value: unknown = JSON.parse(body)
  if (typeof value !== 'object' || value === null || !('data' in value) || !Array.isArray(value.data)) return body
  return JSON.stringify(change(value as List))
}
