export { eventually, type EventuallyOptions } from './eventually.ts'
export { tempFolder } from './temp-folder.ts'
export { stack, type TestStack } from './stack.ts'
