import type { Api } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { getSendableRoute } from './get-sendable.ts'
import { getTemplateRoute } from './get-template.ts'
import { listTemplatesRoute } from './list-templates.ts'

/** All routes of this service. */
export function addRoutes(api: Pick<Api, 'routes'>, store: Queryable): void {
  for (const route of [listTemplatesRoute, getTemplateRoute, getSendableRoute]) api.routes(route(store))
}
