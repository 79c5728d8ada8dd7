import type { Migration } from '@wabastream/sdk/store'
import { messages } from './0001-messages.ts'

/** In the order in which they run. */
export const migrations: readonly Migration[] = [messages]
