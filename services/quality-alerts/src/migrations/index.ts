import type { Migration } from '@wabastream/sdk/store'
import { health } from './0001-health.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [health]
