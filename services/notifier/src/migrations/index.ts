import type { Migration } from '@wabastream/sdk/store'
import { alertsMigration } from './0001-alerts.ts'

/** The service's tables, step by step. */
export const migrations: readonly Migration[] = [alertsMigration]
