import type { Migration } from '@wabastream/sdk/store'
import { securityEvents } from './0001-security-events.ts'

export const migrations: readonly Migration[] = [securityEvents]
