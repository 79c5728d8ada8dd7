import { createSimulator, type Simulator, type SimulatorOptions } from '../simulator.ts'
import type { SimControl } from '../control-client/control-client.ts'
import { startCallback, type Callback } from './callback.ts'

/** For tests: ids and secrets of the world that a rig begins with. */
export const cast = {
  businessId: '500000000000001',
  otherBusinessId: '500000000000002',
  wabaId: '102290129340398',
  emptyWabaId: '102290129340399',
  foreignWabaId: '102290129340400',
  numberId: '106540352242922',
  displayPhoneNumber: '15550783881',
  appId: '670843887433847',
  appSecret: 'invented-app-secret',
  secondAppId: '670843887433848',
  foreignAppId: '670843887433849',
  token: 'EAAinventedToken1',
  secondToken: 'EAAinventedToken2',
  foreignAppToken: 'EAAinventedToken3',
  readOnlyToken: 'EAAinventedToken4',
  verifyToken: 'invented-verify-token',
} as const

/** For tests: an answer of the Graph API. */
export interface GraphAnswer {
  readonly status: number
  readonly headers: Headers
  // The shape is what a test is about.
  readonly body: Readonly<Record<string, never>> & { readonly error?: Readonly<Record<string, unknown>> }
}

export interface CallOptions {
  /** null: without a token. */
  readonly token?: string | null
  readonly body?: object | string
  readonly headers?: Readonly<Record<string, string>>
}

/** For tests: a simulator with a world, and a callback. */
export interface Rig {
  readonly simulator: Simulator
  readonly control: SimControl
  readonly callback: Callback
  /** `path` without the version. */
  graph(method: string, path: string, options?: CallOptions): Promise<GraphAnswer>
  stop(): Promise<void>
}

/** Two WABAs of one business, one with a number, one of another business; an app of the business, a second, a foreign one. */
export async function startRig(options: SimulatorOptions = {}): Promise<Rig> {
  const simulator = createSimulator({ ...options, settings: { time_scale: 0.001, ...options.settings } })
  await simulator.start()
  const callback = await startCallback(cast.verifyToken)
  const { control } = simulator
  await control.createWorld(world)
  return {
    simulator,
    control,
    callback,
    async graph(method, path, { token = cast.token, body, headers } = {}) {
      const response = await fetch(`${simulator.graphUrl}/v26.0${path}`, {
        method,
        headers: {
          connection: 'close',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as GraphAnswer['body'],
      }
    },
    async stop() {
      await simulator.stop()
      await callback.stop()
    },
  }
}

const own = { business_id: cast.businessId }

const world = {
  businesses: [{ id: cast.businessId, name: 'Lucky Shrub' }, { id: cast.otherBusinessId }],
  wabas: [
    { id: cast.wabaId, name: 'Plants', ...own },
    { id: cast.emptyWabaId, name: 'Seeds', ...own },
    { id: cast.foreignWabaId, name: 'Stones', business_id: cast.otherBusinessId },
  ],
  numbers: [{ id: cast.numberId, waba_id: cast.wabaId, display_phone_number: cast.displayPhoneNumber }],
  apps: [
    { id: cast.appId, name: 'Garden Desk', secret: cast.appSecret, ...own },
    { id: cast.secondAppId, name: 'Garden Bot', secret: 'invented-second-secret', ...own },
    { id: cast.foreignAppId, name: 'Stone App', secret: 'invented-third-secret', business_id: cast.otherBusinessId },
  ],
  tokens: [
    { id: 'first', value: cast.token, app_id: cast.appId, user_id: '900000000000001', ...own },
    { id: 'second', value: cast.secondToken, app_id: cast.secondAppId, ...own },
    { id: 'foreign-app', value: cast.foreignAppToken, app_id: cast.foreignAppId, ...own },
    { id: 'read-only', value: cast.readOnlyToken, app_id: cast.appId, read_only_waba_ids: [cast.wabaId], ...own },
  ],
}
