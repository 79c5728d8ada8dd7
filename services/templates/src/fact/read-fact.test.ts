import { expect, test } from 'vitest'
import { templateEvent, templateId, wabaId } from '../testing/template-event.ts'
import type { Saying } from './fact.ts'
import { readFact } from './read-fact.ts'
import type { TemplateEvent } from './template-event.ts'

const status = { about: 'status', reason: null, title: null, detail: null, disableAt: null } as const

const rows: readonly [string, TemplateEvent, Saying][] = [
  ['approved', templateEvent('status', { event: 'APPROVED', reason: 'NONE' }), { ...status, status: 'APPROVED' }],
  [
    'rejected, with what to do',
    templateEvent('status', {
      event: 'REJECTED',
      reason: 'INVALID_FORMAT',
      rejection_info: { reason: 'Why.', recommendation: 'What to do.' },
    }),
    { ...status, status: 'REJECTED', reason: 'INVALID_FORMAT', detail: 'Why. What to do.' },
  ],
  [
    'paused',
    templateEvent('status', { event: 'PAUSED', other_info: { title: 'FIRST_PAUSE', description: 'Rests.' } }),
    { ...status, status: 'PAUSED', title: 'FIRST_PAUSE', detail: 'Rests.' },
  ],
  [
    'disabled, date in words',
    templateEvent('status', { event: 'DISABLED', disable_info: { disable_date: 'January 31, 2021' } }),
    { ...status, status: 'DISABLED', disableAt: Date.UTC(2021, 0, 31) },
  ],
  [
    'quality',
    templateEvent('quality', { previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' }),
    { about: 'quality', score: 'YELLOW', previous: 'GREEN' },
  ],
  [
    "quality under the status field, as in Meta's own example",
    templateEvent('status', {}, { unmapped: { '/new_quality_score': '"RED"', '/previous_quality_score': '"GREEN"' } }),
    { about: 'quality', score: 'RED', previous: 'GREEN' },
  ],
  [
    'announced: new_category is the present one',
    templateEvent('category', {
      new_category: 'UTILITY',
      correct_category: 'MARKETING',
      category_update_timestamp: 1_762_000_000,
    }),
    { about: 'category-announced', next: 'MARKETING', at: 1_762_000_000_000 },
  ],
  [
    'announced without a date',
    templateEvent('category', { new_category: 'UTILITY', correct_category: 'MARKETING' }),
    { about: 'category-announced', next: 'MARKETING', at: null },
  ],
  [
    'done',
    templateEvent('category', { previous_category: 'UTILITY', new_category: 'MARKETING' }),
    { about: 'category-changed', previous: 'UTILITY', now: 'MARKETING' },
  ],
  [
    'detected',
    templateEvent('detection', { category: 'UTILITY', correct_category: 'MARKETING' }),
    { about: 'category-detected', detected: 'MARKETING' },
  ],
  [
    'components',
    templateEvent('components', {
      message_template_title: 'Head',
      message_template_element: 'Body',
      message_template_buttons: [{ message_template_button_type: 'URL', message_template_button_text: 'Go' }],
    }),
    {
      about: 'components',
      header: 'Head',
      body: 'Body',
      footer: null,
      buttons: [{ type: 'URL', text: 'Go', url: null, phone_number: null }],
    },
  ],
  ['a status update without anything', templateEvent('status', {}), { about: 'nothing' }],
  ['a category update without anything', templateEvent('category', {}), { about: 'nothing' }],
  ['a detection without anything', templateEvent('detection', {}), { about: 'nothing' }],
]

test.each(rows)('reads %s', (_, event, says) => expect(readFact(event)?.says).toEqual(says))

test('names its template, with the language as it is sent', () => {
  const fact = readFact(templateEvent('status', { event: 'APPROVED', message_template_language: 'en-US' }))
  expect(fact).toMatchObject({ ref: { wabaId, templateId }, name: 'order_ready', language: 'en_US' })
})

test.each([
  [templateEvent('status', { event: 'APPROVED', message_template_category: 'UTILITY' }), 'UTILITY'],
  [templateEvent('status', { event: 'APPROVED' }), null],
  [templateEvent('category', { new_category: 'UTILITY', correct_category: 'MARKETING' }), 'UTILITY'],
  [templateEvent('category', { previous_category: 'UTILITY', new_category: 'MARKETING' }), 'MARKETING'],
  [templateEvent('detection', { category: 'UTILITY', correct_category: 'MARKETING' }), 'UTILITY'],
  [templateEvent('components', {}), null],
])('the present category', (event, category) => expect(readFact(event)?.category).toBe(category))

test('ids that a schema could not hold are found', () => {
  const id = (json: string) =>
    readFact(templateEvent('status', { message_template_id: null }, { unmapped: { '/message_template_id': json } }))
  expect(id('"77"')?.ref.templateId).toBe('77')
  expect(id('"x"')).toBeNull()
  expect(id('[')).toBeNull()
})
