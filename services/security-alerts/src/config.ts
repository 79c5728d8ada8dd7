import { apiSettings, consumerSettings, databaseSettings, setting } from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of security-alerts, named as in the environment. */
export const securityAlertsConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
  SECURITY_EVENTS_DAYS: setting(
    z.coerce.number().int().min(3).default(730),
    'Days for which the history of two-step codes, partners and apps is kept',
  ),
})

export type SecurityAlertsConfig = z.output<typeof securityAlertsConfig>
