import {
  alerts,
  messageTemplateComponentsUpdate,
  messageTemplateQualityUpdate,
  messageTemplateStatusUpdate,
  templateCategoryUpdate,
  templateCorrectCategoryDetection,
  templateState,
} from '@wabastream/schemas'
import type { Incidents } from '@wabastream/sdk/alerts'
import type { ConsumerSpec } from '@wabastream/sdk/consumer'
import type { Store } from '@wabastream/sdk/store'
import { createHandler } from './handle.ts'

/** The template fields. */
export const topics = [
  messageTemplateStatusUpdate,
  messageTemplateQualityUpdate,
  messageTemplateComponentsUpdate,
  templateCategoryUpdate,
  templateCorrectCategoryDetection,
] as const

/** What this service reads and does: the five template fields, from the beginning. */
export function createSpec(store: Store, incidents: Incidents) {
  return {
    topics,
    from: 'earliest',
    store,
    publishes: [templateState, alerts],
    handle: createHandler(incidents),
  } satisfies ConsumerSpec<(typeof topics)[number]>
}
