import { z } from 'zod'
import { list, secretSetting } from './setting.ts'

/** One secret of one Meta app. An app has several while its secret is being rotated. */
export interface AppSecret {
  readonly appId: string
  readonly secret: string
}

const appSecrets = list().pipe(
  z
    .array(z.string().regex(/^\d+=.+$/, 'must be app_id=secret, separated by commas; an app may be named twice'))
    .min(1, 'must name at least one app as app_id=secret'),
)

/** Settings that come from the app dashboard at Meta. */
export const metaSettings = {
  META_APP_SECRETS: secretSetting(
    appSecrets.transform((pairs) => pairs.map(toAppSecret)),
    'app_id=secret, separated by commas; name an app twice while its secret is rotated',
  ),
  META_VERIFY_TOKENS: secretSetting(
    list().pipe(z.array(z.string()).min(1, 'must hold at least one token')),
    'Verify tokens that the callback accepts, separated by commas',
  ),
}

function toAppSecret(pair: string): AppSecret {
  const at = pair.indexOf('=')
  return { appId: pair.slice(0, at), secret: pair.slice(at + 1) }
}
