import { webhook } from './bodies.ts'
import type { Scenario } from './scenario.ts'

/** A template is rejected, approved after a change, falls in quality and is paused: the answer to "may I send it?" follows. */
export const templatePaused: Scenario = {
  name: 'template-paused',
  summary: 'a template is rejected, approved, loses quality and is paused',
  see: ({ templateId }) => [`/v1/templates/${templateId}/sendable`, `/v1/templates/${templateId}`],
  steps(cast, nowMs) {
    const template = {
      message_template_id: cast.templateId,
      message_template_name: cast.templateName,
      message_template_language: 'en_US',
    }
    const status = (event: string, more: object, atMs: number) =>
      webhook(cast.wabaId, 'message_template_status_update', { event, ...template, reason: 'NONE', ...more }, atMs)
    return [
      {
        says: 'the template is rejected',
        body: status(
          'REJECTED',
          {
            reason: 'INVALID_FORMAT',
            rejection_info: {
              reason: 'A variable stands at the end of the text.',
              recommendation: 'Put words behind the last variable.',
            },
          },
          nowMs - 240_000,
        ),
      },
      { says: 'after a change it is approved', body: status('APPROVED', {}, nowMs - 180_000) },
      {
        says: 'its quality falls',
        body: webhook(
          cast.wabaId,
          'message_template_quality_update',
          { previous_quality_score: 'GREEN', new_quality_score: 'RED', ...template },
          nowMs - 60_000,
        ),
      },
      {
        says: 'it is paused',
        body: status(
          'PAUSED',
          { other_info: { title: 'FIRST_PAUSE', description: 'The template rests because its quality fell.' } },
          nowMs,
        ),
      },
    ]
  },
}
