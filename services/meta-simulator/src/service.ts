import { service, type Part, type Surroundings } from '@wabastream/sdk/service'
import { simulatorConfig, type SimulatorConfig } from './config.ts'
import { createSimulator } from './simulator.ts'

export { createSimControl, type SimControl, type SimState } from './control-client/control-client.ts'
export { SimError } from './control-client/control-request.ts'
export type { EventView, EventWish, RouteView } from './control/event-routes.ts'
export type { NewWorld } from './control/forms.ts'
export type { FaultWish } from './faults/fault.ts'
export type { Delivery } from './sender/delivery-log.ts'
export { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts'

/** Behaves like Meta towards this project: a Graph API, and a sender of signed webhooks. */
export const metaSimulator = service({ name: 'meta-simulator', config: simulatorConfig, build })

function build({ config, log }: Surroundings<SimulatorConfig>): readonly Part[] {
  const simulator = createSimulator({
    host: config.SIMULATOR_HOST,
    port: config.SIMULATOR_PORT,
    allowRemote: config.SIMULATOR_ALLOW_REMOTE,
    settings: { success: config.SIMULATOR_SUCCESS, time_scale: config.SIMULATOR_TIME_SCALE },
  })
  return [
    {
      name: 'simulated Graph API',
      async start() {
        await simulator.start()
        log.info({ address: simulator.graphUrl }, 'listening')
      },
      stop: () => simulator.stop(),
    },
  ]
}
