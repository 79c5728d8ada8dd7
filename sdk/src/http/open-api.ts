import swagger from '@fastify/swagger'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { problemSchema } from './problem.ts'

export interface OpenApiOptions {
  readonly title: string
  /** Whether a bearer token is needed. */
  readonly token: boolean
}

/** Describes every route of the plugins that are registered after this, at GET /openapi.json (OpenAPI 3.1). */
export function describeRoutes(server: FastifyInstance, { title, token }: OpenApiOptions): void {
  server.addHook('onRoute', completeSchema)
  void server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title, version: '1', description },
      ...(token ? { components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } } : {}),
      ...(token ? { security: [{ token: [] }] } : {}),
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => tidy(jsonSchemaTransformObject(document)),
  })
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger())
}

const description =
  'Times are ISO 8601 in UTC. Ids in paths are percent-encoded. ' +
  'Lists come in pages: pass next_cursor of a page as cursor to get the next one. Errors are application/problem+json.'

/** What holds for every route: errors are problems, and a parameter that a route does not know is an error. */
function completeSchema(route: RouteOptions): void {
  const schema = (route.schema ??= {})
  if (schema.hide === true) return
  if (schema.querystring instanceof z.ZodObject) schema.querystring = schema.querystring.strict()
  const problem = { description: 'An error', content: { 'application/problem+json': { schema: problemSchema } } }
  schema.response = { ...(schema.response as object | undefined), default: problem }
}

/** Promises nothing about properties that are not there yet, and leaves out the parts that nothing refers to. */
function tidy<D extends object>(document: D): D {
  const open = JSON.parse(JSON.stringify(document), (key, value: unknown) =>
    key === 'additionalProperties' && value === false ? undefined : value,
  ) as D & { readonly components?: { readonly schemas?: Record<string, unknown> } }
  const schemas = open.components?.schemas ?? {}
  for (let unused = unusedIn(open, schemas); unused.length > 0; unused = unusedIn(open, schemas))
    for (const name of unused) delete schemas[name]
  return open
}

function unusedIn(document: object, schemas: Readonly<Record<string, unknown>>): readonly string[] {
  const text = JSON.stringify(document)
  return Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
}
