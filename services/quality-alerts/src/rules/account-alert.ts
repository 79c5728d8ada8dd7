import { rule, type Severity } from '@wabastream/sdk/alerts'
import { onAccount, type Judged } from './judged.ts'

const severities: ReadonlyMap<string, Severity> = new Map([
  ['CRITICAL', 'critical'],
  ['WARNING', 'warning'],
  ['INFORMATIONAL', 'info'],
])

/** What Meta itself raises as an alert, such as PROFILE_PICTURE_LOST. */
export const accountAlert = rule<Judged>({
  name: 'account-alert',
  severity: 'warning',
  condition:
    "account_alerts with alert_status ACTIVE, one incident per entity and alert_type, with Meta's severity (CRITICAL, WARNING, INFORMATIONAL). alert_status NONE resolves it.",
  advice: "Read Meta's description in the alert.",
  judge(input) {
    const { fact } = input
    if (fact.about !== 'account-alert' || (fact.status !== 'ACTIVE' && fact.status !== 'NONE')) return null
    const entity = [fact.entityType, fact.entityId].filter((part) => part !== null).join(' ')
    return {
      state: fact.status === 'ACTIVE' ? 'open' : 'resolved',
      ...onAccount(input, [fact.entityType, fact.entityId, fact.type].join(':')),
      severity: severities.get(fact.severity ?? '') ?? 'warning',
      title: `${fact.type}${entity === '' ? '' : ` (${entity})`}${fact.status === 'ACTIVE' ? '' : ' is over'}`,
      detail: fact.description ?? 'Meta sent no description.',
    }
  },
})
