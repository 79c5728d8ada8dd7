import type { Named } from '../world/world.ts'
import type { Method, Operation } from './call.ts'
import { amendSubscription, dropSubscription, listSubscriptions } from './edges/app-subscriptions.ts'
import { assignedWabas, clientWabas, ownedApps, ownedWabas } from './edges/business-accounts.ts'
import { appNode, namedNode, wabaNode } from './edges/nodes.ts'
import { changeNumber, listNumbers, readNumber } from './edges/phone-numbers.ts'
import { listSubscribedApps, subscribeApp, unsubscribeApp } from './edges/subscribed-apps.ts'

type Methods = Readonly<Partial<Record<Method, Operation>>>

/** What can be done, by kind of object and edge; '' is the object itself. */
const operations: Readonly<Record<Named['kind'], Readonly<Record<string, Methods>>>> = {
  waba: {
    '': { GET: wabaNode },
    subscribed_apps: { GET: listSubscribedApps, POST: subscribeApp, DELETE: unsubscribeApp },
    phone_numbers: { GET: listNumbers },
  },
  number: { '': { GET: readNumber, POST: changeNumber } },
  app: {
    '': { GET: appNode },
    subscriptions: { GET: listSubscriptions, POST: amendSubscription, DELETE: dropSubscription },
  },
  business: {
    '': { GET: namedNode },
    owned_whatsapp_business_accounts: { GET: ownedWabas },
    client_whatsapp_business_accounts: { GET: clientWabas },
    owned_apps: { GET: ownedApps },
  },
  user: { '': { GET: namedNode }, assigned_whatsapp_business_accounts: { GET: assignedWabas } },
}

/** The methods of an edge; null when objects of this kind have no such edge. */
export function methodsOf(kind: Named['kind'], edge: string): Methods | null {
  const edges = operations[kind]
  return Object.hasOwn(edges, edge) ? (edges[edge] ?? null) : null
}
