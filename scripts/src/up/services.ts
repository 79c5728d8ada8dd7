import { ingress } from '@wabastream/ingress'
import { messages } from '@wabastream/messages'
import { notifier } from '@wabastream/notifier'
import { qualityAlerts } from '@wabastream/quality-alerts'
import { securityAlerts } from '@wabastream/security-alerts'
import { templates } from '@wabastream/templates'
import type { Service } from '@wabastream/sdk/service'

/** The services that `up` can host, by name. */
export const services: Readonly<Record<string, Service>> = Object.fromEntries(
  [ingress, messages, templates, qualityAlerts, securityAlerts, notifier].map((service: Service) => [
    service.name,
    service,
  ]),
)
