import type { Environment } from '../config/index.ts'
import type { Proxy } from './proxy.ts'

/** Where the servers of a stack come from. */
export type StackSource = 'external' | 'docker' | 'embedded'

/** Servers that somebody else runs: `KAFKA_BROKERS` with `SCHEMA_REGISTRY_URL`, and `DATABASE_URL`. */
export interface ExternalServers {
  readonly brokers: string | undefined
  readonly registryUrl: string | undefined
  /** Used as it is, whoever runs Kafka. Without it the stack has a PostgreSQL of its own. */
  readonly databaseUrl?: string | undefined
}

/** One thing that is being fetched. `totalBytes` is what it was when this version was written, so a close guess. */
export interface StackProgress {
  readonly what: string
  readonly bytes: number
  readonly totalBytes: number
}

export interface LocalStackOptions {
  readonly environment: Environment
  /** Forces one source. Without it the first one that works is taken: external, docker, embedded. */
  readonly source?: StackSource | undefined
  readonly external?: ExternalServers | undefined
  /** Folder of the data of all servers. Without it: a temporary one that goes when the stack stops. */
  readonly dataDir?: string | undefined
  /** Deletes what `dataDir` holds before the start. */
  readonly reset?: boolean | undefined
  /** Ports to take when they are free, else the next free ones. Without it: any. */
  readonly ports?: { readonly kafka: number; readonly registry: number; readonly postgres?: number } | undefined
  /** Adds a listener behind a proxy, for tests that delay, cut or freeze the way to the broker. */
  readonly proxied?: boolean | undefined
  readonly onProgress?: ((progress: StackProgress) => void) | undefined
  /** Called once when a server of the stack ends without having been asked to. */
  readonly onFailure?: ((error: Error) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A running Kafka, schema registry and PostgreSQL. */
export interface LocalStack {
  readonly broker: StackSource
  /** Comma-separated `host:port` list. */
  readonly brokers: string
  /** The Confluent API of the registry: ends in /apis/ccompat/v7 on a stack of our own. */
  readonly registryUrl: string
  /** A database for the services, with user and password. */
  readonly databaseUrl: string
  /** The road through the proxy; there when `proxied` was asked for. */
  readonly proxied?: ProxiedBroker
  /** Stops every server and waits for its end. Calling it again is harmless. */
  stop(): Promise<void>
}

export interface ProxiedBroker {
  readonly brokers: string
  readonly proxy: Proxy
}
