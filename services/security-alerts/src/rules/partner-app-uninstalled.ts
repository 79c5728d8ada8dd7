import { rule } from '@wabastream/sdk/alerts'
import type { PartnerEvent } from '../partner/partner-event.ts'

const advice =
  'If it is your app: its webhooks have stopped, and its calls are refused. Ask the owner of the account whether it was meant; else let them go through the sign-up again, then subscribe the account.'

/** From this moment no webhook and no call of that app reaches the account. */
export const partnerAppUninstalled = rule<PartnerEvent>({
  name: 'partner-app-uninstalled',
  severity: 'critical',
  condition:
    'PARTNER_APP_UNINSTALLED: an app was removed from an account. PARTNER_APP_INSTALLED of the same app resolves it.',
  advice,
  judge({ step, wabaId, appId }) {
    if (step !== 'installed' && step !== 'uninstalled') return null
    const account = wabaId ?? 'unknown'
    const [app, named] = [appId ?? 'unknown', `App ${appId ?? 'of a partner'}`]
    return {
      state: step === 'uninstalled' ? 'open' : 'resolved',
      subject: `${account}:${app}`,
      ...(wabaId === null ? {} : { wabaId }),
      title: `${named} was ${step === 'uninstalled' ? 'removed from' : 'installed again on'} account ${account}`,
      detail:
        step === 'uninstalled'
          ? `The app can no longer act for the account. ${advice}`
          : 'The app can act for the account again. Check that the account is subscribed.',
    }
  },
})
