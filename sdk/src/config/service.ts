import { z } from 'zod'
import { port, setting } from './setting.ts'

/** Settings of every service: logs and the port for operators. */
export const serviceSettings = {
  OPS_HOST: setting(z.string().default('127.0.0.1'), 'Address of /livez, /readyz and /metrics'),
  OPS_PORT: setting(port().default(9464), 'Port of /livez, /readyz and /metrics'),
  LOG_LEVEL: setting(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    'Least important log line that is written',
  ),
}
