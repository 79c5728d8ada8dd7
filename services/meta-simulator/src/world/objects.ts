/** A business portfolio. */
export interface Business {
  readonly id: string
  readonly name: string
}

/** Where webhooks go instead of the app's callback. */
export interface Override {
  readonly callbackUri: string
  readonly verifyToken: string
}

/** An app on the list `subscribed_apps` of a WABA. */
export interface Subscription {
  readonly override: Override | null
}

/** A WhatsApp Business Account. */
export interface Waba {
  readonly id: string
  readonly name: string
  /** The business that owns it. */
  readonly businessId: string
  /** Businesses that it is shared with: for them it is a client's account. */
  readonly sharedWith: readonly string[]
  readonly currency: string
  readonly timezoneId: string
  readonly templateNamespace: string
  /** By app id, in the order of subscribing. */
  readonly subscriptions: ReadonlyMap<string, Subscription>
}

/** A business phone number. */
export interface PhoneNumber {
  readonly id: string
  readonly wabaId: string
  /** Digits only. */
  readonly displayPhoneNumber: string
  readonly verifiedName: string
  readonly qualityRating: string
  /** A WABA with a registered number is active, and has the higher limit. */
  readonly registered: boolean
  /** By app id. */
  readonly overrides: ReadonlyMap<string, Override>
}

/** What an app wants of one object type (`whatsapp_business_account`, `page`, …). */
export interface AppWebhook {
  readonly callbackUrl: string
  readonly verifyToken: string
  readonly includeValues: boolean
  /** Version of the payload by field, in the order of choosing. */
  readonly fields: ReadonlyMap<string, string>
}

/** A Meta app. */
export interface App {
  readonly id: string
  readonly name: string
  readonly secret: string
  /** The business that owns it. */
  readonly businessId: string
  /** Live mode; in development mode no webhook of production is sent. */
  readonly live: boolean
  /** What app review allowed it. Without `whatsapp_business_messaging` there are no webhooks of messages. */
  readonly permissions: readonly string[]
  /** The switch "Require App Secret" of the dashboard. */
  readonly requireProof: boolean
  /** By object type. */
  readonly webhooks: ReadonlyMap<string, AppWebhook>
}

/** Why Meta refuses a token: the subcodes of error 190. */
export type TokenProblem = 'app_not_installed' | 'password_changed' | 'expired' | 'invalid'

/** An access token of a system user. The app behind it decides what `subscribed_apps` is about. */
export interface Token {
  /** Our name for it: its value is shown once. */
  readonly id: string
  readonly value: string
  readonly appId: string
  /** The business that the system user works for. */
  readonly businessId: string
  readonly userId: string
  readonly scopes: readonly string[]
  /** The WABAs that it was granted; null = all of its business. */
  readonly wabaIds: readonly string[] | null
  /** WABAs that its user may see but not edit. */
  readonly readOnlyWabaIds: readonly string[]
  readonly issuedAt: number
  /** Epoch milliseconds; null = never. */
  readonly expiresAt: number | null
  readonly problem: TokenProblem | null
}

/** The object type of all that this project is about. */
export const wabaObject = 'whatsapp_business_account'
