import type { Publisher } from '@wabastream/sdk/consumer'
import type { Api } from '@wabastream/sdk/http'
import type { Store } from '@wabastream/sdk/store'
import { deletePersonRoute } from './delete-person.ts'
import { getConversationRoute } from './get-conversation.ts'
import { getDeliveryStatsRoute } from './get-delivery-stats.ts'
import { getErrorsRoute } from './get-errors.ts'
import { getMessageRoute } from './get-message.ts'

/** All routes of this service. */
export function addRoutes(api: Pick<Api, 'routes'>, store: Store, publisher: Publisher): void {
  for (const route of [getMessageRoute, getConversationRoute, getDeliveryStatsRoute, getErrorsRoute])
    api.routes(route(store))
  api.routes(deletePersonRoute(store, publisher))
}
