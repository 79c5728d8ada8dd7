import type { Api } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { getAccountRoute } from './get-account.ts'
import { getNumberRoute } from './get-number.ts'
import { listNumbersRoute } from './list-numbers.ts'

/** All routes of this service. */
export function addRoutes(api: Pick<Api, 'routes'>, store: Queryable): void {
  for (const route of [listNumbersRoute, getNumberRoute, getAccountRoute]) api.routes(route(store))
}
