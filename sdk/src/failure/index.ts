export { Failure, permanent, retryable, unavailable, type FailureKind } from './failure.ts'
export { errorClass, errorFields, safeMessage } from './safe-message.ts'
