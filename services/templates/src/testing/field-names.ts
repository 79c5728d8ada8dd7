/** Meta's names of the template fields. */
export const fieldNames = {
  status: 'message_template_status_update',
  quality: 'message_template_quality_update',
  category: 'template_category_update',
  detection: 'template_correct_category_detection',
  components: 'message_template_components_update',
} as const
