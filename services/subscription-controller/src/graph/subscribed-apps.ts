import type { Credential } from './credential.ts'
import { unreadable, type About, type Graph } from './graph.ts'
import { idOf, property } from './json.ts'
import { allPages } from './pages.ts'

/** The override of an app on an account. */
export type Override =
  | { readonly state: 'none' }
  | { readonly state: 'set'; readonly callback: string }
  | { readonly state: 'unknown' }

/** Who gets the webhooks of an account, as the whole list says. */
export interface SubscribedApps {
  /** Whether our own app is in the list: that of the token. Others never count. */
  readonly ours: boolean
  readonly override: Override
  /** Ids of the other apps. */
  readonly others: readonly string[]
}

/** The account and with what it is called. */
export interface WabaAccess {
  readonly about: About & { readonly wabaId: string }
  readonly credential: Credential
}

const path = ({ about }: WabaAccess) => `${about.wabaId}/subscribed_apps`

/** @throws GraphError also when one entry cannot be read: it could be ours. */
export async function readSubscribedApps(graph: Graph, access: WabaAccess): Promise<SubscribedApps> {
  const items = await allPages(graph, { ...access, method: 'GET', path: path(access) })
  const entries = items.map((item) => {
    const id = idOf(property(property(item, 'whatsapp_business_api_data'), 'id'))
    if (id === null) throw unreadable()
    return { id, override: overrideOf(item) }
  })
  const own = entries.find(({ id }) => id === access.about.appId)
  return {
    ours: own !== undefined,
    override: own?.override ?? { state: 'none' },
    others: entries.map(({ id }) => id).filter((id) => id !== access.about.appId),
  }
}

function overrideOf(item: unknown): Override {
  const callback = property(item, 'override_callback_uri')
  if (callback === undefined || callback === null || callback === '') return { state: 'none' }
  return typeof callback === 'string' ? { state: 'set', callback } : { state: 'unknown' }
}

/** A POST without a body: it would erase an override, so it is only for accounts that do not have our app in the list. */
export async function subscribe(graph: Graph, access: WabaAccess): Promise<void> {
  succeeded(await graph.call({ ...access, method: 'POST', path: path(access) }))
}

/** Sets the override; Meta asks the callback to verify itself meanwhile. */
export async function setOverride(
  graph: Graph,
  access: WabaAccess,
  override: { readonly callback: string; readonly verifyToken: string },
): Promise<void> {
  const body = { override_callback_uri: override.callback, verify_token: override.verifyToken }
  succeeded(await graph.call({ ...access, method: 'POST', path: path(access), body }))
}

export async function unsubscribe(graph: Graph, access: WabaAccess): Promise<void> {
  succeeded(await graph.call({ ...access, method: 'DELETE', path: path(access) }))
}

/** The documentation has `true`, the page of the three calls has `"true"`. */
export function succeeded(body: object): void {
  const success = property(body, 'success')
  if (success !== true && success !== 'true') throw unreadable()
}
