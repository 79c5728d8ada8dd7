import type { Migration } from '@wabastream/sdk/store'
import { alerts } from './0001-alerts.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [alerts]
