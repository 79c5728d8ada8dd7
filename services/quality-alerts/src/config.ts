import { apiSettings, consumerSettings, databaseSettings, setting } from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of quality-alerts, named as in the environment. */
export const qualityAlertsConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
  HEALTH_HISTORY_DAYS: setting(
    z.coerce.number().int().min(30).default(730),
    'Days for which the history of numbers and accounts is kept; what is known of them is kept for good',
  ),
})

export type QualityAlertsConfig = z.output<typeof qualityAlertsConfig>
