import { itemKind, items, type Shape, shape } from './shape.ts'

/** automatic_events. */
export const automaticEventShape: Shape = shape([items('automatic_events', itemKind('automatic_event'))])
