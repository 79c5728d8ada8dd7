export {
  type Attempts,
  classOf,
  decideFate,
  type FailureClass,
  failureClasses,
  type Fate,
  type FateRules,
  type RetryTier,
} from './decide-fate.ts'
export { HandlerTimeout } from './handler-timeout.ts'
