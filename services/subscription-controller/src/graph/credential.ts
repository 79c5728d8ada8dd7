import { createHmac } from 'node:crypto'

/** With what a call is made. */
export interface Credential {
  readonly token: string
  /** The app's secret: proves that the token did not leak alone. */
  readonly secret: string
}

/** The token of the app itself, for what belongs to the app. */
export function appCredential(appId: string, secret: string): Credential {
  return { token: `${appId}|${secret}`, secret }
}

/** `appsecret_proof`: hex of HMAC-SHA256 with the app's secret over the token. */
export function proofOf({ token, secret }: Credential): string {
  return createHmac('sha256', secret).update(token).digest('hex')
}
