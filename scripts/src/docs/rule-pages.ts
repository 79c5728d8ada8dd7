import { rules as messages } from '@wabastream/messages'
import { rules as qualityAlerts } from '@wabastream/quality-alerts'
import type { Rule } from '@wabastream/sdk/alerts'
import { rules as securityAlerts } from '@wabastream/security-alerts'
import { rules as subscriptionController } from '@wabastream/subscription-controller'
import { rules as templates } from '@wabastream/templates'
import { rulesPage } from './rules-page.ts'

/** The page of rules of each service that has any. */
export const rulePages: readonly {
  readonly path: string
  readonly rules: readonly Rule[]
  readonly render: () => string
}[] = Object.entries<readonly Rule[]>({
  messages,
  'quality-alerts': qualityAlerts,
  'security-alerts': securityAlerts,
  'subscription-controller': subscriptionController,
  templates,
}).map(([service, rules]) => ({
  path: `services/${service}/RULES.md`,
  rules,
  render: () => rulesPage(service, rules),
}))
