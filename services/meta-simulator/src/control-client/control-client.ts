import type {
  AppChange,
  NewApp,
  NewBusiness,
  NewNumber,
  NewToken,
  NewWaba,
  NewWorld,
  NumberChange,
  OverrideWish,
  SubscriptionWish,
  TokenChange,
  WabaChange,
  WebhookWish,
} from '../control/forms.ts'
import type { DeliveryFilter, EventView, EventWish } from '../control/event-routes.ts'
import type { AppView, BusinessView, NumberView, TokenView, WabaView, WorldView } from '../control/views.ts'
import type { FaultWish } from '../faults/fault.ts'
import type { StandingFault } from '../faults/faults.ts'
import type { LoggedCall } from '../graph/call-log.ts'
import type { Delivery } from '../sender/delivery-log.ts'
import type { Settings, SettingsChange } from '../settings.ts'
import { createControlRequest } from './control-request.ts'

export type SimState = WorldView & {
  /** Its clock, epoch milliseconds. */
  readonly now: number
  readonly settings: Settings
  readonly faults: readonly StandingFault[]
}

/** The control API of a simulator. Every call throws SimError when it is refused or nobody answers. */
export interface SimControl {
  createBusiness(business?: NewBusiness): Promise<BusinessView>
  createWaba(waba: NewWaba): Promise<WabaView>
  createNumber(number: NewNumber): Promise<NumberView>
  /** The only answer that holds the secret. */
  createApp(app: NewApp): Promise<AppView & { readonly secret: string }>
  /** The only answer that holds the token's value. */
  createToken(token: NewToken): Promise<TokenView & { readonly value: string }>
  /** Many at once; gives how many were made. */
  createWorld(world: NewWorld): Promise<{ readonly created: number }>
  changeApp(id: string, change: AppChange): Promise<AppView>
  changeWaba(id: string, change: WabaChange): Promise<WabaView>
  changeNumber(id: string, change: NumberChange): Promise<NumberView>
  changeToken(id: string, change: TokenChange): Promise<TokenView>
  removeWaba(id: string): Promise<void>
  removeToken(id: string): Promise<void>
  /** As in the dashboard: without handshake, and replacing what was there. */
  setWebhook(appId: string, webhook: WebhookWish): Promise<AppView>
  dropWebhook(appId: string): Promise<AppView>
  /** By hand: as another tool would, without token and handshake. Without an override one that was there is gone. */
  subscribe(wabaId: string, appId: string, subscription?: SubscriptionWish): Promise<WabaView>
  unsubscribe(wabaId: string, appId: string): Promise<WabaView>
  overrideNumber(numberId: string, appId: string, override: OverrideWish): Promise<NumberView>
  dropNumberOverride(numberId: string, appId: string): Promise<NumberView>
  /** Triggers the updates of a webhook body; says at once where each would go. */
  trigger(event: EventWish): Promise<EventView>
  /** The latest deliveries, newest first. */
  deliveries(filter?: DeliveryFilter): Promise<readonly Delivery[]>
  delivery(id: string): Promise<Delivery & { readonly body: string | null }>
  /** Ends all deliveries, repetitions included, and forgets them. */
  forgetDeliveries(): Promise<void>
  addFault(fault: FaultWish): Promise<StandingFault>
  faults(): Promise<readonly StandingFault[]>
  /** One, or all of them. */
  clearFaults(id?: string): Promise<void>
  /** The Graph calls that it had, oldest first. */
  calls(): Promise<{ readonly total: number; readonly items: readonly LoggedCall[] }>
  clearCalls(): Promise<void>
  state(): Promise<SimState>
  changeSettings(change: SettingsChange): Promise<Settings>
  /** Moves its clock; backwards with a negative number. */
  advanceClock(ms: number): Promise<{ readonly now: number }>
  /** Empties the world, and undoes all changes to settings, clock and faults. */
  reset(): Promise<void>
}

/** A client of the control API at this address, such as `http://127.0.0.1:8070`. Keeps no connection open. */
export function createSimControl(url: string): SimControl {
  const { get, post, put, patch, remove } = createControlRequest(url)
  return {
    createBusiness: (business = {}) => post('/businesses', business),
    createWaba: (waba) => post('/wabas', waba),
    createNumber: (number) => post('/numbers', number),
    createApp: (app) => post('/apps', app),
    createToken: (token) => post('/tokens', token),
    createWorld: (world) => post('/world', world),
    changeApp: (id, change) => patch(`/apps/${id}`, change),
    changeWaba: (id, change) => patch(`/wabas/${id}`, change),
    changeNumber: (id, change) => patch(`/numbers/${id}`, change),
    changeToken: (id, change) => patch(`/tokens/${encodeURIComponent(id)}`, change),
    removeWaba: (id) => remove(`/wabas/${id}`),
    removeToken: (id) => remove(`/tokens/${encodeURIComponent(id)}`),
    setWebhook: (appId, webhook) => put(`/apps/${appId}/webhook`, webhook),
    dropWebhook: (appId) => remove(`/apps/${appId}/webhook`),
    subscribe: (wabaId, appId, subscription = {}) => put(`/wabas/${wabaId}/subscribed_apps/${appId}`, subscription),
    unsubscribe: (wabaId, appId) => remove(`/wabas/${wabaId}/subscribed_apps/${appId}`),
    overrideNumber: (numberId, appId, override) => put(`/numbers/${numberId}/overrides/${appId}`, override),
    dropNumberOverride: (numberId, appId) => remove(`/numbers/${numberId}/overrides/${appId}`),
    trigger: (event) => post('/events', event),
    deliveries: async (filter = {}) => (await get<List<Delivery>>(`/deliveries?${queryOf(filter)}`)).items,
    delivery: (id) => get(`/deliveries/${id}`),
    forgetDeliveries: () => remove('/deliveries'),
    addFault: (fault) => post('/faults', fault),
    faults: async () => (await get<List<StandingFault>>('/faults')).items,
    clearFaults: (id) => remove(id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`),
    calls: () => get('/calls'),
    clearCalls: () => remove('/calls'),
    state: () => get('/state'),
    changeSettings: (change) => patch('/settings', change),
    advanceClock: (ms) => post('/clock', { advance_ms: ms }),
    reset: () => post('/reset', {}),
  }
}

interface List<T> {
  readonly items: readonly T[]
}

function queryOf(filter: DeliveryFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value))
  return query.toString()
}
