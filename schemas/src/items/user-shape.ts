import { itemKind, items, type Shape, shape } from './shape.ts'

/** user_preferences. */
export const userPreferenceShape: Shape = shape([
  items('user_preferences', itemKind('user_preference', { parties: [['user_id'], ['wa_id']] })),
])

/** user_id_update: belongs to the id that the user had before. */
export const userIdChangeShape: Shape = shape([
  items('user_id_update', itemKind('user_id_change', { parties: [['user_id', 'previous'], ['wa_id']] })),
])
