import {
  kafkaSettings,
  metaSettings,
  millis,
  port,
  registrySettings,
  serviceSettings,
  setting,
  topicSettings,
} from '@wabastream/sdk/config'
import { z } from 'zod'

/** Settings of the ingress, named as in the environment. */
export const ingressConfig = z.object({
  ...metaSettings,
  ...kafkaSettings,
  ...registrySettings,
  ...topicSettings,
  ...serviceSettings,
  INGRESS_HOST: setting(z.string().default('0.0.0.0'), 'Address of the public port'),
  INGRESS_PORT: setting(port().default(8080), 'The public port: GET and POST /webhook, nothing else'),
  ACK_TIMEOUT_MS: setting(
    millis().default(3000),
    'Milliseconds from the last byte of a body until Kafka must have confirmed it; after that Meta gets 503 and retries',
  ),
})

export type IngressConfig = z.output<typeof ingressConfig>
