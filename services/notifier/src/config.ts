import { apiSettings, consumerSettings, databaseSettings, setting } from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of the notifier, named as in the environment. */
export const notifierConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
  NOTIFIER_DESTINATIONS: setting(
    z.string().optional(),
    'Path of the YAML file that says where alerts are sent; without it they are kept and answered only',
  ),
  NOTIFICATIONS_DAYS: setting(
    z.coerce.number('must be a number of days').int().min(1).max(36_500).default(90),
    'Days for which incidents, their alerts and notifications are kept after their last change',
  ),
})

export type NotifierConfig = z.output<typeof notifierConfig>
