import { itemKind, items, type Shape, shape } from './shape.ts'

/** The four group fields. */
export const groupShape: Shape = shape([items('groups', itemKind('group', { parties: [['group_id']] }))])
