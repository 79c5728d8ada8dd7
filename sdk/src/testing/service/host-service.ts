import type { z } from 'zod'
import type { Environment } from '../../config/index.ts'
import { createApi } from '../../http/index.ts'
import { createHealth, createLog, createMetrics } from '../../observe/index.ts'
import { host, type Service } from '../../service/index.ts'
import { askApi } from './ask-api.ts'
import type { Place } from './open-topics.ts'

/** Hosts a whole service on the run's Kafka, registry and PostgreSQL: `stack()`. It takes a while until it is ready. */
export async function hostService<C extends z.ZodObject>(
  service: Service<C>,
  place: Place & { readonly databaseUrl: string },
  settings: Environment = {},
) {
  const lines: string[] = []
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  const [health, metrics] = [createHealth(), createMetrics()]
  const api = createApi({ host: '127.0.0.1', port: 0, title: 'test', log, metrics })
  const environment = {
    KAFKA_BROKERS: place.brokers,
    SCHEMA_REGISTRY_URL: place.registryUrl,
    DATABASE_URL: place.databaseUrl,
    TOPIC_PREFIX: place.topicPrefix,
    ...settings,
  }
  const failed: Error[] = []
  const fail = (error: Error) => void failed.push(error)
  const hosted = await host(service, { environment, log, health, metrics, api, fail })
  return {
    ...askApi(await api.listen()),
    /** What it logged. */
    lines,
    health,
    metrics,
    /** @throws what ended the service, if something did. */
    async stop(): Promise<void> {
      await api.close()
      await hosted.stop()
      if (failed[0]) throw failed[0]
    },
  }
}
