import type { FastifyInstance } from 'fastify'

/** Tells which methods the routes of a path have: none for a path that has no routes. Call it before routes are added. */
export function createAllowedMethods(server: FastifyInstance): (url: string) => readonly string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = []
  server.addHook('onRoute', ({ method, url }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() })
  })
  return (url) => {
    const path = url.split('?', 1)[0] ?? ''
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods)
    return [...new Set(methods)].toSorted()
  }
}

/** `/v1/items/:id` as a regular expression of whole paths. */
function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[^\w]/g, String.raw`\$&`)))
  return new RegExp(`^${parts.join('/')}$`)
}
