import type { Migration } from '@wabastream/sdk/store'
import { templates } from './0001-templates.ts'

/** Run in this order, once each; one that was released is never edited. */
export const migrations: readonly Migration[] = [templates]
