import { invalidParameter } from './graph-error.ts'

/** The parameters of a call: Graph takes them from the query and from the body alike. */
export interface Parameters {
  /** A text; null when it is absent. Numbers and booleans of a JSON body count as their text. */
  text(name: string): string | null
  /** What the body or the query holds under this name, JSON text parsed. */
  value(name: string): unknown
  /** Names separated by commas, or a JSON array of them; null when absent. */
  names(name: string): readonly string[] | null
}

/**
 * Reads query and body. The body may be JSON, a form, or multipart, as curl and the SDKs send it; no body is an empty one.
 * @throws GraphRefusal when the body is not of the type that it claims.
 */
export async function readParameters(query: string, body: Buffer | null, contentType: string): Promise<Parameters> {
  const values = new Map<string, unknown>(new URLSearchParams(query))
  if (body && body.length > 0)
    for (const [name, value] of await entriesOf(body, contentType.toLowerCase())) values.set(name, value)
  return {
    value: (name) => parsed(values.get(name)),
    text(name) {
      const value = values.get(name)
      if (value === undefined || value === null) return null
      return typeof value === 'string' ? value : JSON.stringify(value)
    },
    names: (name) => namesIn(values.get(name)),
  }
}

async function entriesOf(body: Buffer, contentType: string): Promise<Iterable<readonly [string, unknown]>> {
  if (contentType.startsWith('multipart/form-data')) return formEntries(body, contentType)
  const text = body.toString('utf8')
  if (contentType.startsWith('application/json')) return jsonEntries(text)
  return new URLSearchParams(text)
}

async function formEntries(body: Buffer, contentType: string): Promise<Iterable<readonly [string, unknown]>> {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData()
  } catch {
    throw invalidParameter('The body is no multipart form')
  }
}

function jsonEntries(text: string): Iterable<readonly [string, unknown]> {
  const value = jsonOrNull(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidParameter('The body is no JSON object')
  return Object.entries(value)
}

function namesIn(value: unknown): readonly string[] | null {
  if (value === undefined || value === null || value === '') return null
  const list = typeof value === 'string' ? (parsed(value) ?? value) : value
  const names = Array.isArray(list) ? list.map(nameOf) : textOf(list).split(',')
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

/** SDKs give fields as `{"name": "messages"}` too. */
function nameOf(part: unknown): string {
  const name: unknown = typeof part === 'object' && part !== null && 'name' in part ? part.name : part
  return textOf(name)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (jsonOrNull(value) ?? value) : value
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
