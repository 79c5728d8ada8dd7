import type { Api } from '@wabastream/sdk/http'
import type { Queryable } from '@wabastream/sdk/store'
import { getIncidentRoute } from './get-incident.ts'
import { listAlertsRoute } from './list-alerts.ts'
import { listNotificationsRoute } from './list-notifications.ts'

/** All routes of this service. */
export function addRoutes(api: Pick<Api, 'routes'>, store: Queryable): void {
  for (const route of [listAlertsRoute, getIncidentRoute, listNotificationsRoute]) api.routes(route(store))
}
