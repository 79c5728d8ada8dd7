import type { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Fault } from './problem.ts'

type ValidationError = typeof hasZodFastifySchemaValidationErrors extends ((error: unknown) => error is infer E)
  ? E
  : never

/** Names come from the request: no more of them than this is repeated. */
const maxNameLength = 64

const places: Readonly<Record<string, Fault['in']>> = {
  params: 'path',
  querystring: 'query',
  headers: 'header',
  body: 'body',
}

/** Every parameter that zod refused, with what it must be, never with what it was. */
export function faultsOf({ validation, validationContext }: ValidationError): readonly Fault[] {
  const place = places[validationContext ?? ''] ?? 'body'
  return validation.flatMap(({ instancePath, keyword, message = 'is wrong', params }) => {
    if (keyword === 'unrecognized_keys' && Array.isArray(params['keys']))
      return params['keys'].map((name) => fault(place, String(name), 'is no parameter of this route'))
    return [fault(place, instancePath.slice(1).replaceAll('/', '.'), message)]
  })
}

function fault(place: Fault['in'], name: string, detail: string): Fault {
  return { in: place, name: name.slice(0, maxNameLength), detail }
}
