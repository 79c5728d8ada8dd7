import { apiSettings, consumerSettings, databaseSettings } from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of the templates service, named as in the environment. */
export const templatesConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
})

export type TemplatesConfig = z.output<typeof templatesConfig>
