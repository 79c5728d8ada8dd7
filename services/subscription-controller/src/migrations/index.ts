import type { Migration } from '@wabastream/sdk/store'
import { subscriptionsMigration } from './0001-subscriptions.ts'

/** Run in this order, once each; one that was released is never edited. */
export const migrations: readonly Migration[] = [subscriptionsMigration]
