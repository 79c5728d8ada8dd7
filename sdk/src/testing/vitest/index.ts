export { eventually, type EventuallyOptions } from './eventually.ts'
export { stack, type TestStack } from './stack.ts'
