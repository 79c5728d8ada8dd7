import {
  schema as messageTemplateStatusUpdateText,
  type MessageTemplateStatusUpdateEvent,
} from '../../generated/message-template-status-update.ts'
import {
  schema as messageTemplateQualityUpdateText,
  type MessageTemplateQualityUpdateEvent,
} from '../../generated/message-template-quality-update.ts'
import {
  schema as messageTemplateComponentsUpdateText,
  type MessageTemplateComponentsUpdateEvent,
} from '../../generated/message-template-components-update.ts'
import {
  schema as templateCategoryUpdateText,
  type TemplateCategoryUpdateEvent,
} from '../../generated/template-category-update.ts'
import {
  schema as templateCorrectCategoryDetectionText,
  type TemplateCorrectCategoryDetectionEvent,
} from '../../generated/template-correct-category-detection.ts'
import { fieldTopic } from './field-topic.ts'

export const messageTemplateStatusUpdate = fieldTopic<MessageTemplateStatusUpdateEvent>(
  'message_template_status_update',
  messageTemplateStatusUpdateText,
  { key: 'template' },
)
export const messageTemplateQualityUpdate = fieldTopic<MessageTemplateQualityUpdateEvent>(
  'message_template_quality_update',
  messageTemplateQualityUpdateText,
  { key: 'template' },
)
export const messageTemplateComponentsUpdate = fieldTopic<MessageTemplateComponentsUpdateEvent>(
  'message_template_components_update',
  messageTemplateComponentsUpdateText,
  { key: 'template' },
)
export const templateCategoryUpdate = fieldTopic<TemplateCategoryUpdateEvent>(
  'template_category_update',
  templateCategoryUpdateText,
  { key: 'template' },
)
export const templateCorrectCategoryDetection = fieldTopic<TemplateCorrectCategoryDetectionEvent>(
  'template_correct_category_detection',
  templateCorrectCategoryDetectionText,
  { key: 'template' },
)
