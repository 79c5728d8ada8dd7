import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { brokerAnswers } from '../answers.ts'
import { exists } from '../exists.ts'
import { startServerProcess } from '../process/server-process.ts'
import type { ServerProcess } from '../process/server-process.ts'
import { kafkaProperties, propertiesText } from '../kafka-properties.ts'
import type { KafkaNode } from '../kafka-properties.ts'
import { LocalStackError } from '../local-stack-error.ts'
import { smallJvm } from './small-jvm.ts'
import { waitForServer } from './wait-for-server.ts'

const run = promisify(execFile)
const graceMs = 15_000

// Warnings and errors are enough: they are what the error of a failed start shows.
const logging = `rootLogger.level=WARN
rootLogger.appenderRefs=console
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %p %c: %m%n
`

export interface KafkaServerOptions {
  readonly java: string
  /** Folder with the broker's jars. */
  readonly jars: string
  /** Folder of this node: settings, logs, data. */
  readonly folder: string
  readonly node: KafkaNode
  /** One id for all nodes of a cluster. */
  readonly clusterId: string
  readonly signal: AbortSignal
}

/** Files in a node's folder; Kafka writes the proof when it formats its data. */
export const kafkaFiles = { proof: join('data', 'meta.properties'), pidFile: 'kafka.pid' } as const

/** A cluster id as Kafka wants it: 16 bytes in base64url. */
export function newClusterId(): string {
  return randomBytes(16).toString('base64url')
}

/** Starts one Kafka node, formatting its folder if it is new, and resolves when it takes requests. */
export async function startKafkaServer(options: KafkaServerOptions): Promise<ServerProcess> {
  const { folder, node, java } = options
  const settingsFile = join(folder, 'server.properties')
  const loggingFile = join(folder, 'log4j2.properties')
  await mkdir(folder, { recursive: true })
  await writeFile(settingsFile, propertiesText(kafkaProperties(node, join(folder, 'data'))))
  await writeFile(loggingFile, logging)
  const jvm = [...smallJvm, `-Dlog4j2.configurationFile=${loggingFile}`, '-cp', join(options.jars, '*')]
  if (!(await exists(join(folder, kafkaFiles.proof))))
    await format(options, [...jvm, 'kafka.tools.StorageTool'], settingsFile)
  options.signal.throwIfAborted()
  const server = await startServerProcess({
    name: `Kafka node ${node.id}`,
    command: java,
    args: [...jvm, 'kafka.Kafka', settingsFile],
    logFile: join(folder, 'kafka.log'),
    pidFile: join(folder, kafkaFiles.pidFile),
    graceMs,
  })
  await waitForServer(server, () => brokerAnswers(node.port), options.signal)
  return server
}

async function format(options: KafkaServerOptions, tool: readonly string[], settingsFile: string): Promise<void> {
  try {
    // With an equals sign: an id may begin with a hyphen.
    const args = [...tool, 'format', `--cluster-id=${options.clusterId}`, '--config', settingsFile]
    await run(options.java, args, { signal: options.signal })
  } catch (cause) {
    options.signal.throwIfAborted()
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LocalStackError('server_failed', `Kafka could not format ${options.folder}:\n${why}`, { cause })
  }
}
