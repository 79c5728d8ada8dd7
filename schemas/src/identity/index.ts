export { canonical } from './canonical.ts'
export { type Identity, identify } from './identify.ts'
export type { Subject } from './subject.ts'
