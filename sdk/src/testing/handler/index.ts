export type { EventOptions } from './deliver.ts'
export type { EventFate, HandledEvent, PublishedRecord } from './handled-event.ts'
export { createHandlerKit, type HandlerKit } from './handler-kit.ts'
export type { HandlerKitOptions } from './handler-kit-options.ts'
