import type { Rule } from '@wabastream/sdk/alerts'
import type { Fact } from '../fact/fact.ts'
import { templateCategoryAnnounced } from './template-category-announced.ts'
import { templateCategoryChanged } from './template-category-changed.ts'
import { templateCategoryMismatch } from './template-category-mismatch.ts'
import { templateDisabled } from './template-disabled.ts'
import { templateDisablingAnnounced } from './template-disabling-announced.ts'
import { templateFlagged } from './template-flagged.ts'
import { templateLimitExceeded } from './template-limit-exceeded.ts'
import { templatePaused } from './template-paused.ts'
import { templateQuality } from './template-quality.ts'
import { templateRejected } from './template-rejected.ts'

/** All rules of the service; its page is generated from them. Subjects are `waba_id:template_id`. */
export const rules: readonly Rule<Fact>[] = [
  templateRejected,
  templatePaused,
  templateDisablingAnnounced,
  templateDisabled,
  templateFlagged,
  templateLimitExceeded,
  templateQuality,
  templateCategoryAnnounced,
  templateCategoryChanged,
  templateCategoryMismatch,
]
