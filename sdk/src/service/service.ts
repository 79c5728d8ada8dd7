import { z } from 'zod'
import { consumerSettings, type Environment } from '../config/index.ts'
import type { Api } from '../http/index.ts'
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
  /** The service's name. */
  readonly service: string
  /** All settings of the process as text: a part reads its own. */
  readonly environment: Environment
  readonly log: Log
  readonly metrics: Metrics
  readonly health: Health
  /** Routes are added while the service is built; whoever hosts it listens if there are any. */
  readonly api: Api
  /** A part died: the process becomes unhealthy and ends with code 1. */
  fail(error: Error): void
}

/** What `build` returns: parts, or functions that make a part from the surroundings (`consumer(…)` is one). */
export type Piece = Part | ((surroundings: Surroundings<unknown>) => Part | Promise<Part>)

const consumerConfig = z.object(consumerSettings)

/** The settings of a service that names none: those of every consumer. */
export type ConsumerConfig = typeof consumerConfig

/** A service as a value: `run` hosts it alone in a process, `waba up` hosts several in one. */
export interface Service<S extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** Its settings; the keys are names of environment variables. */
  readonly config: S
  build(surroundings: Surroundings<z.output<S>>): readonly Piece[] | Promise<readonly Piece[]>
}

/** Declares a service; the types of its settings reach `build`. Without `config` it has those of every consumer. */
export function service<S extends z.ZodObject>(definition: Service<S>): Service<S>
export function service(definition: Omit<Service<ConsumerConfig>, 'config'>): Service<ConsumerConfig>
export function service(definition: Omit<Service, 'config'> & { readonly config?: z.ZodObject }): Service {
  return { ...definition, config: definition.config ?? consumerConfig }
}
