import type { Migration } from '@wabastream/sdk/store'
import { health } from './0001-health.ts'

export const migrations: readonly Migration[] = [health]
