import { itemKind, items, type Shape, shape } from './shape.ts'

/** smb_app_state_sync: its time stands one level down. */
export const stateSyncShape: Shape = shape([
  items('state_sync', itemKind('state_sync', { time: ['metadata', 'timestamp'] })),
])
