import { topics, type Topic } from '@wabastream/schemas/catalogue'
import { draftsOf, type Delivery, type Draft } from '@wabastream/schemas/event'
import { createRoutes, type Routes } from '../keep/routes.ts'

export function deliveryOf(body: unknown): Delivery {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    appId: '100',
    receivedAt: 1_750_000_000_000,
    body: Buffer.from(JSON.stringify(body)),
  }
}

/** The events of a body, as the ingress makes them. */
export function draftsFor(body: unknown): readonly Draft[] {
  return draftsOf(body, deliveryOf(body))
}

/** Every topic under the prefix `p.`, with the schema ids 1, 2, …; `maxBytes` in place of the topic's own. */
export function routesForTests(maxBytes?: number): Routes {
  const routes = createRoutes('p.', new Map(topics.map((topic, i) => [topic, i + 1])))
  return (topic: Topic) => (maxBytes === undefined ? routes(topic) : { ...routes(topic), maxBytes })
}
