import { echoes } from './echo-shape.ts'
import { messages, statuses } from './message-shape.ts'
import { errors, itemNode, type Shape, shape } from './shape.ts'

const standby = itemNode([messages, echoes, statuses], { arraysAlone: [errors], dealsContacts: true })

/** standby: what another app handles, wrapped in an object of the field's name; seen without the wrapping as well. */
export const standbyShape: Shape = shape([messages, echoes, statuses], {
  objects: [{ name: 'standby', inside: standby }],
})
