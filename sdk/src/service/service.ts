import type { z } from 'zod'
import type { Health, Log, Metrics } from '../observe/index.ts'

/** Something that runs inside a service: a server, a consumer, a loop. Started in order, stopped in reverse. */
export interface Part {
  readonly name: string
  start(): Promise<void>
  /** Finishes what is in flight and frees everything. */
  stop(): Promise<void>
}

/** What a service is built from. */
export interface Surroundings<C> {
  readonly config: C
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
}

/** A service as a value: `run` hosts it alone in a process, `waba up` hosts several in one. */
export interface Service<S extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** Its settings; the keys are names of environment variables. */
  readonly config: S
  build(surroundings: Surroundings<z.output<S>>): readonly Part[] | Promise<readonly Part[]>
}

/** Declares a service; the types of its settings reach `build`. */
export function service<S extends z.ZodObject>(definition: Service<S>): Service<S> {
  return definition
}
