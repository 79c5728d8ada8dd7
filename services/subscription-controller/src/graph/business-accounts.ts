import type { Credential } from './credential.ts'
import { unreadable, type Graph } from './graph.ts'
import { idOf, property } from './json.ts'
import { allPages } from './pages.ts'

/** Which accounts of which business, and with what they are asked for. */
export interface Listing {
  readonly appId: string
  readonly credential: Credential
  readonly businessId: string
  readonly which: 'owned' | 'client'
}

/** Ids of the accounts that a business owns, or that clients share with it. @throws GraphError */
export async function listAccounts(graph: Graph, listing: Listing): Promise<readonly string[]> {
  const items = await allPages(graph, {
    about: { appId: listing.appId, wabaId: null },
    credential: listing.credential,
    method: 'GET',
    path: `${listing.businessId}/${listing.which}_whatsapp_business_accounts`,
    query: { fields: 'id', limit: '100' },
  })
  return items.map((item) => {
    const id = idOf(property(item, 'id'))
    if (id === null) throw unreadable()
    return id
  })
}
