import { flag, isLoopback, port, serviceSettings, setting, ConfigError } from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of the simulator, named as in the environment. */
export const simulatorConfig = z.object({
  ...serviceSettings,
  SIMULATOR_HOST: setting(z.string().min(1).default('127.0.0.1'), 'Address of the simulated Graph API'),
  SIMULATOR_PORT: setting(port().default(8070), 'Port of the simulated Graph API and of its control API'),
  SIMULATOR_ALLOW_REMOTE: setting(
    flag().default(false),
    'true lets others than this machine reach the simulator: whoever does can make it post anywhere',
  ),
  SIMULATOR_SUCCESS: setting(
    z.enum(['text', 'boolean'], 'must be text or boolean').default('text'),
    'How a write of the simulated Graph API says that it was done: text is "true", boolean is true',
  ),
  SIMULATOR_TIME_SCALE: setting(
    z.coerce.number('must be a number from 0 to 1').min(0).max(1).default(1),
    'Factor for the waits between repetitions of the simulated Meta; 0.001 makes a second a millisecond',
  ),
})

export type SimulatorConfig = z.output<typeof simulatorConfig>

/**
 * The simulator trusts whoever reaches it.
 * @throws ConfigError when others could reach it and nobody said that they may.
 */
export function refuseRemote(host: string, allowRemote: boolean): void {
  if (!isLoopback(host) && !allowRemote)
    throw new ConfigError([
      'SIMULATOR_HOST: others could reach the simulator and make it post anywhere; set SIMULATOR_HOST=127.0.0.1, or SIMULATOR_ALLOW_REMOTE=true',
    ])
}
