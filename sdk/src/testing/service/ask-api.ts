/** An answer of an API: JSON, always an object. */
export interface ApiAnswer {
  readonly status: number
  readonly body: {
    /** Of a list; else there are none. */
    readonly items: readonly Record<string, unknown>[]
    readonly next_cursor: string | null
    readonly [name: string]: unknown
  }
}

/** Asks the API at an address. */
export function askApi(address: string) {
  const ask = async (method: string, path: string): Promise<ApiAnswer> => {
    const response = await fetch(`${address}${path}`, { method })
    return { status: response.status, body: (await response.json()) as ApiAnswer['body'] }
  }
  return {
    get: (path: string) => ask('GET', path),
    delete: (path: string) => ask('DELETE', path),
  }
}
