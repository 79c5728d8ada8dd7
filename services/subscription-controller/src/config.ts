import {
  apiSettings,
  consumerSettings,
  databaseSettings,
  millis,
  serviceSettings,
  setting,
} from '@wabastream/sdk/config'
import { z } from 'zod'

const minute = 60_000

/** Settings of the subscription controller, named as in the environment. */
export const controllerConfig = z.object({
  ...consumerSettings,
  ...databaseSettings,
  ...apiSettings,
  ...serviceSettings,
  META_GRAPH_URL: setting(
    z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).default('https://graph.facebook.com'),
    "Address of Meta's Graph API, or of the simulator; no other host is ever called with a token",
  ),
  META_GRAPH_VERSION: setting(
    z
      .string()
      .regex(/^v\d{1,3}\.\d$/, 'must be like v26.0')
      .default('v26.0'),
    'Version of the Graph API in addresses',
  ),
  META_BUSINESS_ID: setting(
    z
      .string()
      .regex(/^\d{1,32}$/, 'must be digits')
      .optional(),
    'Business portfolio whose accounts are discovered, when the file of subscriptions names none',
  ),
  SUBSCRIPTIONS_FILE: setting(
    z.string().optional(),
    'Path of a YAML file of subscriptions that is applied at start; without it the store says what is wanted',
  ),
  SUBSCRIPTIONS_RESYNC_MS: setting(
    millis().default(45 * minute),
    'Milliseconds after which an account is looked at again, give or take a tenth; 45 minutes are 1.5 calls an hour',
  ),
  SUBSCRIPTIONS_CALLS_PER_SECOND: setting(
    z.coerce.number('must be a number').min(0.1).max(1000).default(10),
    'Most calls to the Graph API in a second, all accounts together',
  ),
})

export type ControllerConfig = z.output<typeof controllerConfig>
