export { incompatibilities } from './incompatibilities.ts'
