import { ingress } from '@wabastream/ingress'
import { apiSettings, databaseSettings, loadConfig, type Environment } from '@wabastream/sdk/config'
import { z } from 'zod'
import { services } from './services.ts'

/** Everything that the services of a local stack can be told. The stack itself gives what is left out. */
const all: z.ZodRawShape = Object.assign({}, ...Object.values(services).map(({ config }) => config.shape))
const settings = z.object({ ...all, ...ingress.config.shape, ...databaseSettings, ...apiSettings }).partial()

/** The settings that a person gave, checked. */
export interface UpSettings {
  /** As texts, complete with what files hold (`X_FILE`): what the services get, and what else the environment has. */
  readonly texts: Environment
  readonly values: z.output<typeof settings>
}

/**
 * Reads what the environment says about the stack, before anything is started.
 * @throws ConfigError with every mistake.
 */
export function readUpSettings(environment: Environment): UpSettings {
  const names = Object.keys(settings.shape)
  const asText = z.object(Object.fromEntries(names.map((name) => [name, z.string().optional()])))
  const given = loadConfig(asText, environment)
  const values = loadConfig(settings, given)
  const others = Object.entries(environment).filter(([name]) => !names.includes(name.replace(/_FILE$/, '')))
  return { texts: { ...Object.fromEntries(others), ...given }, values }
}
