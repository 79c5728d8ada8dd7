export { host, type Hosted, type HostOptions } from './host.ts'
export { run } from './run.ts'
export { service, type Part, type Piece, type Service, type Surroundings } from './service.ts'
export { untilStopped, within } from './signals.ts'
