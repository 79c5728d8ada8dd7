import type { Migration } from '@wabastream/sdk/store'
import { securityEvents } from './0001-security-events.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [securityEvents]
