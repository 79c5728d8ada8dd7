import { z } from 'zod'
import { port, secretSetting, setting } from './setting.ts'

/** Settings of the HTTP API, for services that have routes. `cross-checks.ts` asks for a token where others can reach it. */
export const apiSettings = {
  API_HOST: setting(z.string().min(1).default('127.0.0.1'), 'Address of the HTTP API'),
  API_PORT: setting(port().default(8090), 'Port of the HTTP API'),
  API_TOKEN: secretSetting(
    z
      .string()
      .regex(/^[A-Za-z0-9._~+/-]{16,}=*$/, 'must be at least 16 letters, digits or any of . _ ~ + / - =')
      .optional(),
    'Bearer token of the HTTP API; required unless API_HOST is a loopback address',
  ),
}
