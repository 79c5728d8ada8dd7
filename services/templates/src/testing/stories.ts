import { change, type Change } from './webhook.ts'

/** Approved, as a utility. */
export const approved = change('status', { event: 'APPROVED', reason: 'NONE', message_template_category: 'UTILITY' })
/** It will be marketing. */
export const announced = change(
  'category',
  {
    new_category: 'UTILITY',
    correct_category: 'MARKETING',
    category_update_timestamp: 1_762_000_000,
  },
  60,
)
/** It is. */
export const done = change('category', { previous_category: 'UTILITY', new_category: 'MARKETING' }, 120)

/** All that can happen to a template, with two events of one second. */
export const story: readonly Change[] = [
  approved,
  announced,
  done,
  change('status', { event: 'PENDING' }, 0),
  change('status', { event: 'PAUSED', other_info: { title: 'FIRST_PAUSE' } }, 200),
  change('status', { event: 'APPROVED', other_info: { title: 'UNPAUSE' } }, 300),
  change('quality', { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' }, 150),
  change('quality', { previous_quality_score: 'YELLOW', new_quality_score: 'RED' }, 190),
  change('components', { message_template_element: 'one' }, 10),
  change('components', { message_template_element: 'two' }, 400),
  change('detection', { category: 'UTILITY', correct_category: 'MARKETING' }, 30),
  change('status', { event: 'ARCHIVED' }, 500),
  change('status', { event: 'UNARCHIVED' }, 600),
]
