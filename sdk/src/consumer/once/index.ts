export { claim, claimAll } from './claim.ts'
