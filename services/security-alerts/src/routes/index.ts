import type { Api } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { listSecurityEventsRoute } from './list-security-events.ts'

/** All routes of this service. */
export function addRoutes(api: Pick<Api, 'routes'>, store: Queryable): void {
  api.routes(listSecurityEventsRoute(store))
}
